package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A model's answer that is longer than all buffers between it and a client. */
final class LongAnswer implements Model.Script {

    static final String WORDS = "很长的话";

    private static final int CHUNKS = 4000;
    private static final int PER_CHUNK = 200;
    private static final String CHUNK = Model.chunk(Model.delta(WORDS.repeat(PER_CHUNK)));

    /** How often it says its words. */
    static final long TIMES = (long) CHUNKS * PER_CHUNK;

    private final AtomicLong written = new AtomicLong();

    /** What a stream is without its end. */
    static String endless() {
        return Model.streamHead() + CHUNK.repeat(CHUNKS);
    }

    @Override
    public boolean play(Model model, Socket socket, OutputStream out) throws IOException {
        byte[] chunk = CHUNK.getBytes(StandardCharsets.UTF_8);
        out.write(Model.streamHead().getBytes(StandardCharsets.UTF_8));
        for (int sent = 0; sent < CHUNKS; sent++) {
            out.write(chunk);
            written.addAndGet(chunk.length);
        }
        out.write((Model.chunk(Model.last()) + Model.chunk(Model.DONE) + Model.END).getBytes(StandardCharsets.UTF_8));
        return true;
    }

    /** Waits until the model has not got on for a second, and sees that it was stopped before its end. */
    void isStopped() throws InterruptedException {
        long seen = -1;
        int still = 0;
        while (still < 10) {
            still = written.get() == seen ? still + 1 : 0;
            seen = written.get();
            Thread.sleep(100);
        }
        assertThat(seen).isLessThan((long) CHUNKS * CHUNK.getBytes(StandardCharsets.UTF_8).length * 9 / 10);
    }
}
