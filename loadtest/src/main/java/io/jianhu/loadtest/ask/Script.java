package io.jianhu.loadtest.ask;

import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.Material;
import io.jianhu.loadtest.talk.Mood;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How the questions of a dialogue are put, and what is the right answer to them. */
public interface Script {

    /** The question alone. */
    Script PLAIN = (dialogue, number) -> user(dialogue.question(number));

    /** Questions with an attack in each. */
    Script ATTACK = attacking(1);

    /** Questions of which one in twenty is an attack. */
    Script MIXED = attacking(20);

    /** The messages of a request, without the brackets around them; JSON. */
    String messages(Dialogue dialogue, long number);

    /** What the citizen is to see, beside what a gateway adds before and after it. */
    default String answer(Dialogue dialogue, long number) {
        return dialogue.answer(number);
    }

    /** What is to become of a question. */
    default Outcome expected(long number) {
        return Outcome.RIGHT;
    }

    /** Where a question goes. */
    default String path(Target target, long number) {
        return target.path();
    }

    /** Questions of which one in so many is an attack, each of the attacks in turn. */
    static Script attacking(int one) {
        return new Script() {
            @Override
            public String messages(Dialogue dialogue, long number) {
                String attack = Material.ATTACKS.get((int) (number / one % Material.ATTACKS.size()));
                return user(dialogue.question(number) + (number % one == 0 ? attack : ""));
            }

            @Override
            public Outcome expected(long number) {
                return number % one == 0 ? Outcome.REFUSED : Outcome.RIGHT;
            }
        };
    }

    /** Questions that go to other places of a target in turn. */
    static Script among(List<String> paths) {
        return new Script() {
            @Override
            public String messages(Dialogue dialogue, long number) {
                return PLAIN.messages(dialogue, number);
            }

            @Override
            public String path(Target target, long number) {
                return paths.get((int) (number % paths.size()));
            }
        };
    }

    /** Questions to which a model answers in a mood. */
    static Script in(Mood mood) {
        return (dialogue, number) -> user(dialogue.question(number, mood));
    }

    /** Questions at the end of a long text. */
    static Script after(int characters) {
        String text = Material.prose(characters);
        return (dialogue, number) -> user(text + dialogue.question(number));
    }

    /** Questions at the end of one of a few conversations; all messages but the last are as they were before. */
    static Script history(int messages) {
        return (dialogue, number) -> IntStream.range(0, messages - 1)
                        .mapToObj(i -> i % 2 == 0
                                ? user(Material.QUESTIONS.get(i % Material.QUESTIONS.size()))
                                : message("assistant", dialogue.body(number % Material.QUESTIONS.size() + i)))
                        .map(message -> message + ",")
                        .collect(Collectors.joining())
                + user(dialogue.question(number));
    }

    /** Questions at the end of conversations of their own, none of whose messages was there before. */
    static Script newHistory(int messages) {
        return (dialogue, number) -> IntStream.range(0, messages - 1)
                        .mapToObj(i -> i % 2 == 0
                                ? user(mark(number, i) + Material.QUESTIONS.get(i % Material.QUESTIONS.size()))
                                : message("assistant", mark(number, i) + dialogue.body(i)))
                        .map(message -> message + ",")
                        .collect(Collectors.joining())
                + user(dialogue.question(number));
    }

    /** Questions whose answers repeat a long text. */
    static Script repeating(int characters) {
        String text = Material.prose(characters);
        return new Script() {
            @Override
            public String messages(Dialogue dialogue, long number) {
                return user(dialogue.question(number, text));
            }

            @Override
            public String answer(Dialogue dialogue, long number) {
                return dialogue.answer(number, text);
            }
        };
    }

    /** A message of a citizen. */
    static String user(String text) {
        return message("user", text);
    }

    /** Makes a message unlike all others, without what a model looks for. */
    private static String mark(long number, int message) {
        return "说法m_" + number + "_" + message + "：";
    }

    private static String message(String role, String text) {
        return "{\"role\":\"" + role + "\",\"content\":\"" + text + "\"}";
    }
}
