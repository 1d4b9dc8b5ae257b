package io.jianhu;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A model server on plain sockets, whose answers come in whatever pieces the test says. */
final class CuttingModel implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("content-length: (\\d+)", Pattern.CASE_INSENSITIVE);

    /** What becomes of one request, its head and its body in one text. */
    interface Script {
        void play(String request, Line line) throws IOException, InterruptedException;
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile Script script;

    CuttingModel(Script script) throws IOException {
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    /** Gives every request this answer, in one piece or as the sizes say. */
    static Script gives(ScriptedModel.Script answer, IntSupplier sizes) {
        return (request, line) -> {
            line.head(answer.status(), answer.contentType());
            line.cut(answer.body().getBytes(StandardCharsets.UTF_8), sizes);
            line.end();
        };
    }

    void then(Script other) {
        script = other;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1");
    }

    /** The requests that came, oldest first. */
    List<String> received() {
        return received;
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
            for (String request = request(socket); !request.isEmpty(); request = request(socket)) {
                received.add(request);
                script.play(request, new Line(socket));
            }
        } catch (IOException | InterruptedException gone) {
            // The gateway may leave whenever it likes; what it does is what the tests look at.
        }
    }

    private static String request(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        Matcher length = LENGTH.matcher(head.toString(StandardCharsets.ISO_8859_1));
        int size = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return head.toString(StandardCharsets.UTF_8) + new String(in.readNBytes(size), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** The way of one answer. */
    static final class Line {

        private final Socket socket;
        private final OutputStream out;

        private Line(Socket socket) throws IOException {
            this.socket = socket;
            this.out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        }

        /** Begins an answer whose body comes in pieces. */
        void head(int status, String contentType, String... more) throws IOException {
            out.write(("HTTP/1.1 " + status + " Said\r\ncontent-type: " + contentType
                            + "\r\ntransfer-encoding: chunked\r\n" + String.join("", more) + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }

        /** Sends bytes, as many at once as the sizes say. */
        void cut(byte[] bytes, IntSupplier sizes) throws IOException {
            for (int from = 0; from < bytes.length; ) {
                int size = Math.min(sizes.getAsInt(), bytes.length - from);
                out.write((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(bytes, from, size);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                from += size;
            }
            out.flush();
        }

        void say(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            cut(bytes, () -> bytes.length);
        }

        void end() throws IOException {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        /** Waits until the gateway has closed the connection, then says so. */
        void untilLeft(CountDownLatch left) {
            try {
                while (socket.getInputStream().read() >= 0) {}
            } catch (IOException reset) {
                // A reset is a close as well.
            }
            left.countDown();
        }
    }
}
