package io.jianhu.wire;

import io.jianhu.chat.Part;
import java.util.List;

/**
 * One answer on its way: bytes of the model to parts, and guarded parts to bytes for the client. Used by one thread,
 * once. A reply that never reads anything writes the gateway's own answers: {@link Part.First} where a machine speaks,
 * {@link Part.Said}, then a stamped {@link Part.Last}.
 */
public interface Reply {

    /** The parts that these bytes complete, in order. Bytes after the model's last event are ignored. */
    List<Part> read(byte[] bytes) throws MalformedAnswer;

    /**
     * The parts that the end of the model's bytes completes. Over {@link #read} and this method, an answer that is
     * not malformed has exactly one {@link Part.Last}, at its end.
     */
    List<Part> end() throws MalformedAnswer;

    /**
     * The client's bytes for a guarded part; possibly none, when there is nothing to show yet. A finish is withheld
     * until it is known whether it is the last event, which carries the stamp. Words held back for a choice go before
     * its finish even when they are written after it. Nothing may be written after {@link Part.Last}.
     */
    byte[] write(Part part);

    /** The media type of what {@link #write} yields. */
    String contentType();

    /** The model that the upstream named so far, at most 128 printable ASCII characters, or empty. */
    String model();

    /**
     * What the upstream called its configuration so far ({@code system_fingerprint}): at most 128 printable ASCII
     * characters, {@code unreadable} for anything else that stands there, or empty.
     */
    String fingerprint();
}
