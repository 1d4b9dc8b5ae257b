package io.jianhu.audit;

import io.jianhu.store.Format;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Lines of JSON, each with its number and the hash of the one before it. A record is a JSON object; its line has
 * {@code seq} before its members and {@code prev} and {@code hash} behind them.
 */
final class Chain implements Format {

    /** The longest line in bytes, with its end. */
    static final int LONGEST = 1 << 20;

    private final InstantSource clock;
    private final Optional<Notary> notary;
    private long number;
    private String previous = Line.GENESIS;

    Chain(InstantSource clock, Optional<Notary> notary) {
        this.clock = clock;
        this.notary = notary;
    }

    @Override
    public String ending() {
        return "jsonl";
    }

    @Override
    public byte[] head() {
        return new byte[0];
    }

    @Override
    public byte[] frame(byte[] record) {
        Line line = Line.write(number + 1, previous, record);
        number = line.number();
        previous = line.hash();
        return line.bytes();
    }

    @Override
    public List<byte[]> begin(Found found) throws IOException {
        resume(found.last());
        number += found.spoilt();
        List<byte[]> notes = new ArrayList<>();
        if (notary.isPresent()) {
            Notary.Start start = notary.get().begin(number, previous);
            number = start.number();
            previous = start.previous();
            notes.addAll(start.notes());
        }
        if (found.spoilt() > 0) {
            notes.add(recovered("spoilt-records", "records", found.spoilt()));
        }
        if (found.torn() > 0) {
            notes.add(recovered("torn-tail", "bytes", found.torn()));
        }
        return notes;
    }

    @Override
    public void resume(Optional<byte[]> last) {
        Optional<Line> line = last.flatMap(Line::parse);
        number = line.map(Line::number).orElse(0L);
        previous = line.map(Line::hash).orElse(Line.GENESIS);
    }

    @Override
    public void kept(byte[] last) {
        notary.ifPresent(each -> each.kept(last));
    }

    @Override
    public boolean retires(Path before) {
        return notary.map(each -> each.retires(before)).orElse(true);
    }

    @Override
    public Optional<byte[]> givenUp(long bytes) {
        return Optional.of(recovered("failed-write", "bytes", bytes));
    }

    private byte[] recovered(String reason, String unit, long lost) {
        return Json.object(json -> {
            json.writeStringField("at", Json.time(clock.instant()));
            json.writeStringField("event", "recovered");
            json.writeStringField("reason", reason);
            json.writeNumberField(unit, lost);
        });
    }

    @Override
    public Frame read(BufferedInputStream in) throws IOException {
        byte[] bytes = line(in);
        boolean ended = bytes.length > 0 && bytes[bytes.length - 1] == '\n';
        if (!ended && bytes.length < LONGEST) {
            return new Frame.End();
        }
        return Line.parse(bytes).filter(Line::isWhole).isPresent()
                ? new Frame.Whole(bytes, bytes)
                : new Frame.Broken(bytes.length, ended);
    }

    /** Never: what stands behind a line that cannot be read is read as a line of its own. */
    @Override
    public boolean holdsRecord(ByteBuffer unreadable) {
        return false;
    }

    /** The next line with its end; without an end where the file ends or the line is too long; empty at the end. */
    static byte[] line(BufferedInputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        for (int next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            if (next == '\n' || line.size() == LONGEST) {
                break;
            }
        }
        return line.toByteArray();
    }

    static String text(byte[] line) {
        int length = line.length > 0 && line[line.length - 1] == '\n' ? line.length - 1 : line.length;
        return new String(Arrays.copyOf(line, length), StandardCharsets.UTF_8);
    }
}
