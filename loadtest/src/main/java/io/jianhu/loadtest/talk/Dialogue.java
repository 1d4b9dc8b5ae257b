package io.jianhu.loadtest.talk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The numbered questions of a load test and their only right answers. The same seed gives the same dialogue, so that the
 * model that answers and the generator that checks need not talk to each other. No two questions are alike.
 */
public final class Dialogue {

    /** Stands before the number in a question; after a hyphen some would take it for a telephone's. */
    public static final String ASKED = "提问q_";
    /** Stands before the number in an answer. */
    public static final String ANSWERED = "答复q_";
    /** Stand around the words that an answer repeats. */
    public static final char OPEN = '«';

    public static final char CLOSE = '»';
    /** Before such words: they are to be repeated from the last character to the first. */
    public static final String BACKWARDS = "~";

    private static final String MINE = "我的手机号是";
    private static final String CHECK = "，请核对。";
    private static final String YOURS = "您登记的手机号是";
    private static final String MIND = "，请留意通知。";

    /** What stands in questions and answers beside the {@link Material}. */
    static final String FRAMES = MINE + OPEN + CHECK + YOURS + OPEN + MIND;

    private static final int BODIES = 64;
    private static final int LEAST_CHARACTERS = 310;
    private static final int PER_MILLE = 1000;
    private static final long ODD = 0x9E37_79B9_7F4A_7C15L;

    private final long seed;
    private final int personalPerMille;
    private final List<String> bodies;

    /**
     * @param personalShare the share of questions with a mobile number that the answer repeats, 0 to 1
     */
    public Dialogue(long seed, double personalShare) {
        this.seed = seed;
        this.personalPerMille = (int) Math.round(PER_MILLE * personalShare);
        Random random = new Random(seed);
        List<String> made = new ArrayList<>(BODIES);
        for (int i = 0; i < BODIES; i++) {
            made.add(body(random));
        }
        bodies = List.copyOf(made);
    }

    private static String body(Random random) {
        List<String> sentences = new ArrayList<>(Material.SENTENCES);
        Collections.shuffle(sentences, random);
        StringBuilder body = new StringBuilder();
        for (String sentence : sentences) {
            if (body.length() < LEAST_CHARACTERS) {
                body.append(sentence);
            }
        }
        return body.toString();
    }

    /** A question that the model answers at once. */
    public String question(long number) {
        return question(number, Mood.WILLING);
    }

    /** A question that the model is to answer in some mood. */
    public String question(long number, Mood mood) {
        String asked =
                ASKED + number + mood.mark() + "：" + Material.QUESTIONS.get((int) (number % Material.QUESTIONS.size()));
        return mobile(number)
                .map(mobile -> asked + MINE + OPEN + mobile + CLOSE + CHECK)
                .orElse(asked);
    }

    /** A question that has words repeated. */
    public String question(long number, String repeated) {
        return ASKED + number + "：请复述" + OPEN + repeated + CLOSE;
    }

    /** The answer to such a question. */
    public String answer(long number, String repeated) {
        return opening(number) + body(number) + closing(repeated);
    }

    /** What the citizen is to see, beside what a gateway adds before and after it. */
    public String answer(long number) {
        return opening(number)
                + body(number)
                + mobile(number).map(this::closing).orElse("");
    }

    /** How an answer begins. */
    public String opening(long number) {
        return ANSWERED + number + "：";
    }

    /** The long part of an answer: about 1 kB of UTF-8, one of a few. */
    public String body(long number) {
        return bodies.get(index(number));
    }

    /** Which of the {@link #bodies()} an answer has. */
    public int index(long number) {
        return (int) Math.floorMod(number, (long) BODIES);
    }

    /** All that {@link #body(long)} may be. */
    public List<String> bodies() {
        return bodies;
    }

    /** How an answer ends that repeats words. */
    public String closing(String repeated) {
        return YOURS + repeated + MIND;
    }

    /** A made-up mobile number, in some of the questions. */
    public Optional<String> mobile(long number) {
        long mixed = (number + 1) * ODD ^ seed;
        mixed = (mixed ^ (mixed >>> 31)) * ODD;
        if (Math.floorMod(mixed >>> 20, (long) PER_MILLE) >= personalPerMille) {
            return Optional.empty();
        }
        return Optional.of("1380013" + String.format(java.util.Locale.ROOT, "%04d", Math.floorMod(mixed, 10_000L)));
    }
}
