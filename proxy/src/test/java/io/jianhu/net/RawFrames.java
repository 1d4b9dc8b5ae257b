package io.jianhu.net;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A model that speaks HTTP/2 on a plain socket, and sends whatever frames it likes. */
final class RawFrames implements AutoCloseable {

    final List<String> resets = new CopyOnWriteArrayList<>();
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final byte[] greeting;
    private volatile Script script;
    private volatile Script late = stream -> new byte[0];

    /** What is sent for one question. */
    interface Script {
        byte[] play(int stream);
    }

    RawFrames(byte[] greeting, Script script) throws IOException {
        this.greeting = greeting;
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    static RawFrames start(Script script) throws IOException {
        return new RawFrames(FrameCaller.framed(FrameCaller.SETTINGS, 0, 0), script);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] repeat(int times, byte[] part) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] head(int stream, String... fields) {
        return FrameCaller.framed(FrameCaller.HEADERS, FrameCaller.END_HEADERS, stream, FrameCaller.block(fields));
    }

    static byte[] data(int stream, boolean end, byte[] bytes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int from = 0; from < bytes.length || from == 0; from += 16_000) {
            byte[] piece = java.util.Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 16_000));
            boolean last = end && from + 16_000 >= bytes.length;
            all.writeBytes(FrameCaller.framed(FrameCaller.DATA, last ? FrameCaller.END_STREAM : 0, stream, piece));
        }
        return all.toByteArray();
    }

    static byte[] document(int stream) {
        return join(
                head(stream, ":status", "200", "content-type", "application/json"),
                data(stream, true, FrameModel.body("好的").getBytes(StandardCharsets.UTF_8)));
    }

    void then(Script other) {
        script = other;
    }

    /** What is sent for a stream that the gateway has reset. */
    void late(Script other) {
        late = other;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1");
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            in.skipNBytes(FrameCaller.PREFACE.length());
            out.write(greeting);
            while (true) {
                frame(in, out);
            }
        } catch (IOException gone) {
            // The gateway has closed, as the test may want.
        }
    }

    private void frame(DataInputStream in, OutputStream out) throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = in.readNBytes(length);
        if (type == FrameCaller.RST_STREAM) {
            resets.add(stream + " " + payload[3]);
            out.write(late.play(stream));
        } else if (type <= FrameCaller.HEADERS && (flags & FrameCaller.END_STREAM) != 0) {
            out.write(script.play(stream));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
