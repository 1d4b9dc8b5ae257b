package io.jianhu.loadtest.scenario;

import java.io.IOException;
import java.util.List;

/**
 * Something that happens to a gateway in a district.
 *
 * @param name for the command line
 * @param title what happens
 * @param good how the gateway is to come through
 */
record Scenario(String name, String title, String good, Play play) {

    /** In the order in which they are played: the last ones leave least behind them as they found it. */
    static final List<Scenario> ALL = List.of(
            new Scenario("steady", "half load, documents and streams together", "every answer right", Loads::steady),
            new Scenario(
                    "spike",
                    "ten times as many questions as before, twice what goes",
                    "every question answered or turned away with a time to come again; as quick as before soon after",
                    Loads::spike),
            new Scenario(
                    "slow-readers",
                    "long streams read at 200 kB a second beside others",
                    "every answer right, and memory hardly grows",
                    Loads::slowReaders),
            new Scenario(
                    "attacks",
                    "three questions in ten are attacks",
                    "every attack refused, every other answer right",
                    Loads::attacks),
            new Scenario(
                    "long-prompts",
                    "prompts of 100,000 tokens beside others",
                    "every answer right",
                    Loads::longPrompts),
            new Scenario(
                    "histories",
                    "conversations of 100 messages, all but the last seen before",
                    "at most twice the processor time of one message",
                    Loads::histories),
            new Scenario("crumbs", "a model that sends single bytes", "every answer right", Models::crumbs),
            new Scenario(
                    "stalls",
                    "a model that stops speaking, or never begins",
                    "those who wait for it are told in time; every other answer right",
                    Models::stalls),
            new Scenario(
                    "broken",
                    "a model that breaks off, or says what is not of its format",
                    "those who asked it are told; every other answer right",
                    Models::broken),
            new Scenario(
                    "errors",
                    "half of the model's answers are errors",
                    "those who meet one are told; every other answer right, and all soon after",
                    Models::errors),
            new Scenario(
                    "reload",
                    "another list of words every five seconds",
                    "every answer right, and the new words in force",
                    Operations::reload),
            new Scenario(
                    "restart",
                    "two gateways behind HAProxy, restarted in turn",
                    "every answer right, both exit with 0",
                    Operations::restart),
            new Scenario(
                    "disk-full",
                    "no record can be kept any more, then again",
                    "meanwhile nobody is answered without a record; all right again soon after",
                    Operations::diskFull));

    /** How it is brought about and what is looked at. */
    @FunctionalInterface
    interface Play {
        void on(Stage stage, Act act) throws IOException, InterruptedException;
    }

    /** Plays it; what keeps it from being played to its end is a fault of the act. */
    Act play(Stage stage) throws InterruptedException {
        Act act = new Act(this);
        try {
            play.on(stage, act);
        } catch (IOException | IllegalStateException e) {
            act.expect(false, "could not be played to its end: " + e.getMessage());
        }
        return act;
    }
}
