package io.jianhu.loadtest;

import java.io.IOException;
import java.io.OutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The programs that the bench starts beside the gateway. Each ends when its standard input does. */
final class Helper {

    private Helper() {}

    @Command(name = "mock", hidden = true, description = "The mock model.")
    static final class Mock implements Runnable {

        @Option(names = "--seed", required = true)
        private long seed;

        @Option(names = "--personal", required = true)
        private double personalShare;

        Mock() {}

        @Override
        public void run() {
            try (MockModel model = MockModel.start(new Dialogue(seed, personalShare))) {
                serve(model.port());
            }
        }
    }

    @Command(name = "relay", hidden = true, description = "The bare relay.")
    static final class Bare implements Runnable {

        @Option(names = "--to", required = true, description = "The port of the model.")
        private int port;

        Bare() {}

        @Override
        public void run() {
            try (Relay relay = Relay.start(port)) {
                serve(relay.port());
            }
        }
    }

    private static void serve(int port) {
        System.out.println("ready port=" + port);
        System.out.flush();
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            System.err.println("bench: standard input is gone");
        }
    }
}
