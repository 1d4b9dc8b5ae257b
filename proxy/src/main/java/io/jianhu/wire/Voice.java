package io.jianhu.wire;

import io.jianhu.chat.Part;

/**
 * Writes one answer for a client: guarded parts to bytes. Used by one thread, once. A voice that is given no part of a
 * model writes the gateway's own answers: {@link Part.First} where a machine speaks, {@link Part.Said}, then a stamped
 * {@link Part.Last}.
 *
 * <p>A part that an {@link Ear} of the same tongue and form read is written as the document that the model sent, with
 * what may be shown in place of its words; of any other the {@link Carrier} tells what is not among its words.
 */
public interface Voice {

    /**
     * Takes note of a part as the model sent it, before it is guarded: of its {@link Carrier}, never of its words. What
     * the model's answer cost is told even of an answer of which nothing may be shown.
     */
    void hears(Part part);

    /**
     * The client's bytes for a guarded part; possibly none, when there is nothing to show yet. A finish is withheld
     * until it is known whether it is the last event, which carries the stamp. Words held back for a choice go before
     * its finish even when they are written after it. Nothing may be written after {@link Part.Last}.
     */
    byte[] write(Part part);

    /** The media type of what {@link #write} yields. */
    String contentType();
}
