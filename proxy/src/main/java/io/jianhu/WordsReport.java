package io.jianhu;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.policy.ListedWords;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** The words of lists that stand in texts, as people and as programs read them. */
record WordsReport(List<ListedWords> lists) {

    WordsReport {
        lists = List.copyOf(lists);
    }

    void text(PrintWriter out) {
        out.printf("%nWords of the lists that stand in the texts, overlapping ones as the longest:%n");
        for (ListedWords list : lists) {
            for (ListedWords.Entry entry : list.entries()) {
                out.printf(
                        "%7d  %s:%d  %s  (%s)  first at %s%n",
                        entry.texts(),
                        list.list(),
                        entry.line(),
                        entry.word(),
                        String.join(" ", list.rules()),
                        entry.first());
            }
        }
        if (lists.isEmpty()) {
            out.println("  none");
        }
    }

    /** An array {@code words}. */
    void json(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("words");
        for (ListedWords list : lists) {
            for (ListedWords.Entry entry : list.entries()) {
                json.writeStartObject();
                json.writeStringField("list", list.list());
                json.writeNumberField("line", entry.line());
                json.writeStringField("word", entry.word());
                json.writeArrayFieldStart("rules");
                for (String rule : list.rules()) {
                    json.writeString(rule);
                }
                json.writeEndArray();
                json.writeNumberField("texts", entry.texts());
                json.writeStringField("first", entry.first().toString());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }
}
