package io.jianhu.loadtest.arm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program that was started here, and is stopped here at the latest when this process ends. */
public final class Child implements AutoCloseable {

    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 10;
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(5);
    private static final int OK = 200;

    private static final Pattern PORT = Pattern.compile("port=(?<port>\\d+)");

    private final Process process;
    private final Matcher ready;
    private final Thread hook;

    private Child(Process process, Matcher ready) {
        this.process = process;
        this.ready = ready;
        hook = Thread.ofPlatform().unstarted(() -> {
            List<ProcessHandle> workers = process.descendants().toList();
            process.destroy();
            workers.forEach(ProcessHandle::destroy);
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts a program and waits for the line on its output that says it is ready.
     *
     * @param errors the file for its error output
     * @throws IOException when it ends, or says nothing within a minute
     */
    static Child start(String name, List<String> command, Pattern readyLine, Path errors) throws IOException {
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        CompletableFuture<Matcher> ready = new CompletableFuture<>();
        // A virtual thread that reads from a pipe keeps a processor's carrier to itself.
        Thread.ofPlatform().daemon().start(() -> listen(process, readyLine, ready));
        try {
            return new Child(process, ready.get(START_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            process.destroyForcibly();
            throw new IOException(name + " did not get ready; its errors are in " + errors, e);
        }
    }

    /**
     * Starts a program that says nothing, and waits until it takes connections.
     *
     * @throws IOException when it ends, or takes none within a minute
     */
    static Child listening(String name, List<String> command, int port, Path errors) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile())
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (process.isAlive() && System.nanoTime() < end) {
            try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
                Matcher ready = PORT.matcher("port=" + open.getPort());
                ready.matches();
                return new Child(process, ready);
            } catch (ConnectException notYet) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
        process.destroyForcibly();
        throw new IOException(name + " did not get ready; its errors are in " + errors);
    }

    /**
     * Starts a program that says nothing, and waits until it answers a request with 200.
     *
     * @param health whom to ask
     * @throws IOException when it ends, or does not answer so in time
     */
    public static Child answering(String name, List<String> command, URI health, Duration patience, Path errors)
            throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile())
                .start();
        Matcher ready = PORT.matcher("port=" + health.getPort());
        ready.matches();
        Child child = new Child(process, ready);
        long end = System.nanoTime() + patience.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(health).timeout(BEFORE_ANOTHER_TRY).build();
            while (process.isAlive() && System.nanoTime() < end) {
                if (answers(client, request)) {
                    return child;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
        child.close();
        throw new IOException(name + " did not get ready; its errors are in " + errors);
    }

    private static boolean answers(HttpClient client, HttpRequest request) throws InterruptedIOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a program was starting");
        }
    }

    private static void listen(Process process, Pattern readyLine, CompletableFuture<Matcher> ready) {
        try (BufferedReader lines = process.inputReader()) {
            String line = lines.readLine();
            while (line != null) {
                Matcher matcher = readyLine.matcher(line);
                if (matcher.find()) {
                    ready.complete(matcher);
                }
                line = lines.readLine();
            }
            ready.completeExceptionally(new IOException("it ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    /** A number from the line that said it is ready, by the name of its group. */
    public int number(String group) {
        return Integer.parseInt(ready.group(group));
    }

    /** Its number among the processes of the system. */
    public long pid() {
        return process.pid();
    }

    /** Asks the program to end, and waits until it has; its exit code, or below 0 when it does not end in time. */
    public int stop(Duration patience) throws InterruptedException {
        process.destroy();
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
    }

    /** Of the program and of those it has started. */
    public ProcessFigures figures() {
        return process.descendants()
                .map(ProcessHandle::pid)
                .map(ProcessFigures::of)
                .reduce(ProcessFigures.of(process.pid()), ProcessFigures::and);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        List<ProcessHandle> workers = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        workers.forEach(ProcessHandle::destroyForcibly);
    }
}
