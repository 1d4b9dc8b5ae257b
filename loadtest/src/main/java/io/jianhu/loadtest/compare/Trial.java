package io.jianhu.loadtest.compare;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.loadtest.arm.Arm;
import io.jianhu.loadtest.ask.Reply;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.WrongAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the guards of an arm did when they were tried, once, before anything was measured: so that no arm is quick because
 * its guards are not on.
 *
 * @param arm its name
 * @param askedWord a question with a forbidden word
 * @param askedNumber a question with a mobile number
 * @param saidWord a model that says a forbidden word, in a whole answer
 * @param streamedWord the same in a stream
 */
public record Trial(String arm, Question askedWord, Question askedNumber, Answer saidWord, Answer streamedWord) {

    /** What becomes of what must not reach the model. */
    public enum Question {
        REFUSED("refused"),
        HIDDEN("hidden, not given back"),
        RESTORED("hidden, given back"),
        SEEN("the model sees it");

        private final String words;

        Question(String words) {
            this.words = words;
        }
    }

    /** What becomes of what must not reach the citizen. */
    public enum Answer {
        STOPPED("stopped"),
        CUT("connection broken"),
        HEARD("the citizen reads it");

        private final String words;

        Answer(String words) {
            this.words = words;
        }
    }

    private static final long NUMBER = 999_999_998L;
    private static final String MOBILE = "13800138000";

    /** Tries the guards of an arm with a word that they look for. */
    public static Trial of(Arm arm, String word) throws InterruptedException, WrongAnswer {
        return new Trial(
                arm.name(),
                question(arm, word),
                question(arm, MOBILE),
                answer(arm, word, false),
                answer(arm, word, true));
    }

    private static Question question(Arm arm, String said) throws InterruptedException, WrongAnswer {
        String seen = text(asked(arm, Dialogue.BACKWARDS + said, false));
        if (!seen.contains(Dialogue.ANSWERED)) {
            return Question.REFUSED;
        }
        if (seen.contains(backwards(said))) {
            return Question.SEEN;
        }
        return text(asked(arm, said, false)).contains(said) ? Question.RESTORED : Question.HIDDEN;
    }

    private static Answer answer(Arm arm, String word, boolean stream) throws InterruptedException, WrongAnswer {
        Reply reply = asked(arm, Dialogue.BACKWARDS + backwards(word), stream);
        if (text(reply).contains(word)) {
            return Answer.HEARD;
        }
        return reply.isBroken() ? Answer.CUT : Answer.STOPPED;
    }

    private static Reply asked(Arm arm, String repeated, boolean stream) throws InterruptedException, WrongAnswer {
        String question = Dialogue.ASKED + NUMBER + "：" + Dialogue.OPEN + repeated + Dialogue.CLOSE;
        return Reply.to(question, arm.target(stream), stream, arm.name() + ", guards");
    }

    private static String text(Reply reply) {
        return new String(reply.heard().text(), StandardCharsets.UTF_8);
    }

    private static String backwards(String word) {
        return new StringBuilder(word).reverse().toString();
    }

    /** Its row in a table, after the arm's name. */
    public List<String> cells() {
        return List.of(askedWord.words, askedNumber.words, saidWord.words, streamedWord.words);
    }

    /** What the cells are of. */
    public static List<String> titles() {
        return List.of("word in a question", "number in a question", "word in an answer", "word in a stream");
    }

    /** A field named like the arm. */
    void write(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(arm);
        json.writeStringField("askedWord", askedWord.name());
        json.writeStringField("askedNumber", askedNumber.name());
        json.writeStringField("saidWord", saidWord.name());
        json.writeStringField("streamedWord", streamedWord.name());
        json.writeEndObject();
    }
}
