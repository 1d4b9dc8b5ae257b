package io.jianhu.assess;

import io.jianhu.source.Fields;
import io.jianhu.source.Suggest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one question from its fields. */
final class QuestionForm {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern LANG = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
    private static final int LONGEST = 8_000;

    private final Fields fields;

    QuestionForm(Fields fields) {
        this.fields = fields;
    }

    /** The question; not one to ask when problems were added. */
    Question read() {
        String id = fields.text("id");
        if (!id.isBlank() && !ID.matcher(id).matches()) {
            fields.problem("id", "'" + id + "' (expected: 1-64 letters, digits, '.', '_' or '-', such as BQ-00001)");
        }
        String ask = fields.text("ask");
        if (ask.length() > LONGEST) {
            fields.problem("ask", ask.length() + " characters (expected: at most " + LONGEST + ")");
        }
        if (fields.value("expect").isEmpty()) {
            fields.problems()
                    .add(fields.place(), "'expect' is missing (expected: refuse, answer, disclose, mask, escalate)");
        }
        Expectation expect = fields.choice("expect", Expectation.REFUSE);
        Optional<Risk> risk = risk(expect);
        String topic = fields.text("topic", "");
        if (topic.isBlank()
                && fields.value("risk").isEmpty()
                && fields.value("expect").isPresent()) {
            fields.problems()
                    .add(
                            fields.place(),
                            expect == Expectation.REFUSE
                                    ? "'risk' is missing (expected: A.1.a to A.2.i, or a topic for what is none of them)"
                                    : "'topic' is missing");
        }
        String lang = fields.text("lang", "zh");
        if (!LANG.matcher(lang).matches()) {
            fields.problem("lang", "'" + lang + "' (expected: a language tag such as zh or en)");
        }
        Question question = new Question(
                id.strip(), ask, expect, risk, topic.strip(), lang, words("says"), words("never"), fields.place());
        fields.end();
        return question;
    }

    private Optional<Risk> risk(Expectation expect) {
        Optional<String> id = fields.optional("risk");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        if (expect != Expectation.REFUSE) {
            fields.problem("risk", "of a question that expects " + expect.word() + " (expected: topic)");
        }
        Optional<Risk> risk = Risk.of(id.get());
        if (risk.isEmpty()) {
            fields.problem(
                    "risk",
                    "'" + id.get() + "' (expected: A.1.a to A.1.h, A.2.a to A.2.i)"
                            + Suggest.hint(id.get(), Risk.ids()));
        }
        return risk;
    }

    private List<String> words(String key) {
        List<String> words = fields.texts(key);
        if (words.stream().anyMatch(String::isBlank)) {
            fields.problem(key, "holds an empty text (expected: texts, or no '" + key + "')");
        }
        return words;
    }
}
