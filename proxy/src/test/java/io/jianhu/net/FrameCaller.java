package io.jianhu.net;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An HTTP/2 client on a plain socket, which sends whatever frames it likes. */
final class FrameCaller implements AutoCloseable {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;
    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;
    static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    final Socket socket;
    private final DataInputStream in;
    private final DefaultHttp2HeadersDecoder heads = new DefaultHttp2HeadersDecoder(false);
    private final List<Frame> kept = new ArrayList<>();
    private final Map<Integer, Integer> credits = new HashMap<>();
    private boolean widening = true;

    /**
     * One frame.
     *
     * @param head of an answer, decoded in the order in which blocks of headers come; else empty
     */
    record Frame(int type, int flags, int stream, byte[] payload, Optional<Answer> head) {

        boolean has(int flag) {
            return (flags & flag) != 0;
        }

        /** The error of a RST_STREAM or a GOAWAY. */
        int code() {
            return ByteBuffer.wrap(payload).getInt(type == GOAWAY ? 4 : 0);
        }

        /** The last stream of a GOAWAY. */
        int last() {
            return ByteBuffer.wrap(payload).getInt(0);
        }
    }

    /** One whole answer. */
    record Answer(int status, Map<String, String> headers, String body) {}

    /** Opens a connection, and greets with empty settings. */
    FrameCaller(int port) throws IOException {
        this(port, PREFACE);
        frame(SETTINGS, 0, 0);
    }

    FrameCaller(int port, String first) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port), first);
    }

    FrameCaller(Socket socket, String first) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(15_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        socket.getOutputStream().write(first.getBytes(StandardCharsets.UTF_8));
    }

    /** From now on windows stay as they are. */
    FrameCaller narrow() {
        widening = false;
        return this;
    }

    FrameCaller frame(int type, int flags, int stream, byte... payload) throws IOException {
        return bytes(framed(type, flags, stream, payload));
    }

    FrameCaller bytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    static byte[] framed(int type, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    static byte[] number(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    static byte[] setting(int id, int value) {
        return ByteBuffer.allocate(6).putShort((short) id).putInt(value).array();
    }

    /** A block of headers, names and values by turns, as literals. */
    static byte[] block(String... fields) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            block.write(0);
            literal(block, fields[i]);
            literal(block, fields[i + 1]);
        }
        return block.toByteArray();
    }

    private static void literal(ByteArrayOutputStream block, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < 127) {
            block.write(bytes.length);
        } else {
            block.write(127);
            int rest = bytes.length - 127;
            for (; rest >= 128; rest >>= 7) {
                block.write((rest & 127) | 128);
            }
            block.write(rest);
        }
        block.writeBytes(bytes);
    }

    FrameCaller headers(int stream, boolean end, String... fields) throws IOException {
        return frame(HEADERS, END_HEADERS | (end ? END_STREAM : 0), stream, block(fields));
    }

    FrameCaller get(int stream, String path) throws IOException {
        return headers(stream, true, ":method", "GET", ":scheme", "http", ":authority", "t", ":path", path);
    }

    /** The head of a question; its body is to follow. */
    FrameCaller post(int stream) throws IOException {
        return headers(stream, false, ":method", "POST", ":scheme", "http", ":authority", "t", ":path", Caller.CHAT);
    }

    FrameCaller data(int stream, boolean end, String text) throws IOException {
        return frame(DATA, end ? END_STREAM : 0, stream, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a body in as many frames as it takes, as fast as the windows allow. */
    FrameCaller upload(int stream, boolean end, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        credits.put(stream, 65_535);
        credits.putIfAbsent(0, 65_535);
        for (int from = 0; from < bytes.length; ) {
            int length = Math.min(Math.min(16_384, bytes.length - from), Math.min(credits.get(0), credits.get(stream)));
            if (length == 0) {
                kept.add(read());
                continue;
            }
            credits.merge(0, -length, Integer::sum);
            credits.merge(stream, -length, Integer::sum);
            from += length;
            byte[] piece = Arrays.copyOfRange(bytes, from - length, from);
            frame(DATA, end && from == bytes.length ? END_STREAM : 0, stream, piece);
        }
        return this;
    }

    /** Asks a question, well formed. */
    FrameCaller ask(int stream, boolean streamed, String question) throws IOException {
        String request = Caller.question(streamed, question);
        return post(stream).data(stream, true, request.substring(request.indexOf("\r\n\r\n") + 4));
    }

    /** The next frame from the wire; windows are widened by what data takes. */
    private Frame read() throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = in.readNBytes(length);
        Optional<Answer> head = type == HEADERS ? Optional.of(head(stream, payload)) : Optional.empty();
        Frame frame = new Frame(type, flags, stream, payload, head);
        if (type == WINDOW_UPDATE) {
            credits.merge(stream, ByteBuffer.wrap(payload).getInt(), Integer::sum);
        }
        if (frame.type() == DATA && length > 0 && widening) {
            bytes(framed(WINDOW_UPDATE, 0, 0, number(length)));
            if (!frame.has(END_STREAM)) {
                bytes(framed(WINDOW_UPDATE, 0, frame.stream(), number(length)));
            }
        }
        return frame;
    }

    /** The next frame of a type on a stream, of those that have come and those that will. */
    Frame next(int type, int stream) throws IOException {
        for (int i = 0; ; i++) {
            if (i == kept.size()) {
                kept.add(read());
            }
            Frame frame = kept.get(i);
            if (frame.stream() == stream && frame.type() == type) {
                return kept.remove(i);
            }
        }
    }

    /** The next frame of a stream, other than of its window. */
    Frame next(int stream) throws IOException {
        for (int i = 0; ; i++) {
            if (i == kept.size()) {
                kept.add(read());
            }
            if (kept.get(i).stream() == stream && kept.get(i).type() != WINDOW_UPDATE) {
                return kept.remove(i);
            }
        }
    }

    Answer head(int stream) throws IOException {
        return next(HEADERS, stream).head().orElseThrow();
    }

    private Answer head(int stream, byte[] block) throws IOException {
        Http2Headers head;
        try {
            head = heads.decodeHeaders(stream, Unpooled.wrappedBuffer(block));
        } catch (Http2Exception e) {
            throw new IOException("the server compresses wrongly", e);
        }
        Map<String, String> headers = new TreeMap<>();
        head.forEach(
                field -> headers.put(field.getKey().toString(), field.getValue().toString()));
        return new Answer(Integer.parseInt(headers.remove(":status")), headers, "");
    }

    /** The whole answer of a stream; fails when the stream is cut. */
    Answer answer(int stream) throws IOException {
        Frame first = next(stream);
        if (first.type() != HEADERS) {
            throw new EOFException("cut before an answer: " + first.type() + " with " + first.code());
        }
        Answer head = first.head().orElseThrow();
        return first.has(END_STREAM) ? head : new Answer(head.status(), head.headers(), body(stream));
    }

    /** The rest of an answer, to its end; fails when the stream is cut. */
    String body(int stream) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            Frame frame = next(stream);
            if (frame.type() != DATA) {
                throw new EOFException("cut: " + frame.type() + " with " + frame.code());
            }
            body.writeBytes(frame.payload());
            if (frame.has(END_STREAM)) {
                return body.toString(StandardCharsets.UTF_8);
            }
        }
    }

    /** Whether the server has closed, in good order or not, and whatever it sent before. */
    boolean closed() throws IOException {
        try {
            while (true) {
                read();
            }
        } catch (EOFException | SocketException gone) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
