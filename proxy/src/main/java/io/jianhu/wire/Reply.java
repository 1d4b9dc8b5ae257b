package io.jianhu.wire;

import io.jianhu.chat.Part;
import java.util.List;

/** The two ends of one answer: what a model says, and what its client gets. */
public record Reply(Ear ear, Voice voice) {

    /** {@link Ear#read}, overheard by the voice. */
    public List<Part> read(byte[] bytes) throws MalformedAnswer {
        return heard(ear.read(bytes));
    }

    /** {@link Ear#end}, overheard by the voice. */
    public List<Part> end() throws MalformedAnswer {
        return heard(ear.end());
    }

    private List<Part> heard(List<Part> parts) {
        parts.forEach(voice::hears);
        return parts;
    }

    /** {@link Ear#model} */
    public String model() {
        return ear.model();
    }

    /** {@link Ear#fingerprint} */
    public String fingerprint() {
        return ear.fingerprint();
    }

    /** {@link Voice#write} */
    public byte[] write(Part part) {
        return voice.write(part);
    }

    /** {@link Voice#contentType} */
    public String contentType() {
        return voice.contentType();
    }
}
