package io.jianhu.net;

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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A model on a plain socket, which answers whatever bytes its script says. */
final class Model implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("content-length: (\\d+)", Pattern.CASE_INSENSITIVE);

    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger asked = new AtomicInteger();
    final CountDownLatch left = new CountDownLatch(1);
    final List<String> heads = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile Script script;

    /** What becomes of one request; the connection is kept when it answers true. */
    interface Script {
        boolean play(Model model, Socket socket, OutputStream out) throws IOException, InterruptedException;
    }

    Model(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    static Model start(Script script) throws IOException {
        return new Model(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    }

    /** Sends these bytes and keeps the connection. */
    static Model saying(String bytes) throws IOException {
        return start(says(bytes));
    }

    static Script says(String bytes) {
        return (model, socket, out) -> {
            out.write(bytes.getBytes(StandardCharsets.UTF_8));
            return true;
        };
    }

    /** Sends these bytes and closes. */
    static Script dies(String bytes) {
        return (model, socket, out) -> {
            out.write(bytes.getBytes(StandardCharsets.UTF_8));
            return false;
        };
    }

    /** Sends these bytes, then waits for the gateway to close, and notes it. */
    static Script waits(String bytes) {
        return (model, socket, out) -> {
            out.write(bytes.getBytes(StandardCharsets.UTF_8));
            try {
                while (socket.getInputStream().read() >= 0) {}
            } catch (IOException reset) {
                // A reset is a close as well.
            }
            model.left.countDown();
            return false;
        };
    }

    static String document(String words) {
        String body =
                "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                        + "\"message\":{\"role\":\"assistant\",\"content\":\"" + words
                        + "\"},\"finish_reason\":\"stop\"}]}";
        return "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    static String streamHead() {
        return "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
    }

    static String chunk(String text) {
        return Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n";
    }

    static String delta(String words) {
        return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                + "\"delta\":{\"content\":\"" + words + "\"},\"finish_reason\":null}]}\n\n";
    }

    static String last() {
        return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                + "\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    }

    static final String DONE = "data: [DONE]\n\n";
    static final String END = "0\r\n\r\n";

    static String stream(String... words) {
        StringBuilder text = new StringBuilder(streamHead());
        for (String word : words) {
            text.append(chunk(delta(word)));
        }
        return text.append(chunk(last())).append(chunk(DONE)).append(END).toString();
    }

    void then(Script other) {
        script = other;
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
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            while (request(socket.getInputStream())) {
                asked.incrementAndGet();
                if (!script.play(this, socket, socket.getOutputStream())) {
                    return;
                }
            }
        } catch (IOException | InterruptedException gone) {
            left.countDown();
        }
    }

    private boolean request(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        heads.add(text);
        Matcher length = LENGTH.matcher(text);
        in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        return true;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
