package io.jianhu.loadtest.model;

import io.jianhu.loadtest.talk.Dialogue;
import java.io.IOException;
import java.io.OutputStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The programs of the bench's own that it starts beside the gateway. Each ends when its standard input does. */
@Command(
        name = "helper",
        description = "What the bench starts beside the gateway.",
        subcommands = {Helper.Mock.class, Helper.Bare.class})
public final class Helper {

    private Helper() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Helper()).execute(arguments));
    }

    @Command(name = "mock", description = "The mock model.")
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

    @Command(name = "relay", description = "The bare relay.")
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
