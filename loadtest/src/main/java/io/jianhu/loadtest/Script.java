package io.jianhu.loadtest;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How the questions of a dialogue are put, and what is the right answer to them. */
interface Script {

    /** The question alone. */
    Script PLAIN = (dialogue, number) -> user(dialogue.question(number));

    /** Questions with an attack in them. */
    Script ATTACK = (dialogue, number) ->
            user(dialogue.question(number) + Material.ATTACKS.get((int) (number % Material.ATTACKS.size())));

    /** Questions of whom one in twenty attacks. */
    Script MIXED = (dialogue, number) -> (number % 20 == 0 ? ATTACK : PLAIN).messages(dialogue, number);

    /** The messages of a request, without the brackets around them; JSON. */
    String messages(Dialogue dialogue, long number);

    /** What the citizen is to see, beside what a gateway adds before and after it. */
    default String answer(Dialogue dialogue, long number) {
        return dialogue.answer(number);
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
                        .collect(Collectors.joining(",", "", ","))
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

    private static String message(String role, String text) {
        return "{\"role\":\"" + role + "\",\"content\":\"" + text + "\"}";
    }
}
