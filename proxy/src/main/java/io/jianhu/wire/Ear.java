package io.jianhu.wire;

import io.jianhu.chat.Part;
import java.util.List;

/** Reads one answer of a model: bytes to parts. Used by one thread, once. */
public interface Ear {

    /** The parts that these bytes complete, in order. Bytes after the model's last event are ignored. */
    List<Part> read(byte[] bytes) throws MalformedAnswer;

    /**
     * The parts that the end of the model's bytes completes. Over {@link #read} and this method, an answer that is
     * not malformed has exactly one {@link Part.Last}, at its end.
     */
    List<Part> end() throws MalformedAnswer;

    /** The model that the upstream named so far, at most 128 printable ASCII characters, or empty. */
    String model();

    /**
     * What the upstream called its configuration so far ({@code system_fingerprint}): at most 128 printable ASCII
     * characters, {@code unreadable} for anything else that stands there, or empty.
     */
    String fingerprint();
}
