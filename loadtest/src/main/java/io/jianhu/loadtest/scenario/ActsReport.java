package io.jianhu.loadtest.scenario;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.loadtest.tell.Circumstances;
import io.jianhu.loadtest.tell.Outturn;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** What was seen in all scenarios. */
record ActsReport(Circumstances circumstances, List<Act> acts) implements Outturn {

    static final String TITLE = "jianhu bench scenarios";

    @Override
    public boolean isGood() {
        return acts.stream().allMatch(Act::isGood);
    }

    @Override
    public String text() {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        circumstances.heading(TITLE).forEach(lines::add);
        for (Act act : acts) {
            lines.add("");
            lines.add(text(act));
        }
        lines.add("");
        lines.add("verdict  " + (isGood() ? "good" : "NOT GOOD"));
        return lines.toString();
    }

    /** One scenario. */
    static String text(Act act) {
        Scenario scenario = act.scenario();
        StringJoiner lines = new StringJoiner("\n");
        lines.add(String.format(Locale.ROOT, "%-14s %s", scenario.name(), verdict(act)));
        lines.add("  " + scenario.title());
        lines.add("  expected: " + scenario.good());
        act.facts().forEach(fact -> lines.add(String.format(Locale.ROOT, "  %-44s %10s", fact.title(), fact.shown())));
        act.faults().forEach(fault -> lines.add("  ! " + fault));
        return lines.toString();
    }

    static String verdict(Act act) {
        if (!act.missing().isEmpty()) {
            return "left out: " + act.missing();
        }
        return act.isGood() ? "good" : "NOT GOOD";
    }

    @Override
    public String html() {
        return ActsPage.html(this);
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("scenarios");
        for (Act act : acts) {
            write(act, json);
        }
        json.writeEndArray();
    }

    /** One scenario, as an object. */
    static void write(Act act, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", act.scenario().name());
        json.writeStringField("title", act.scenario().title());
        json.writeStringField("expected", act.scenario().good());
        if (!act.missing().isEmpty()) {
            json.writeStringField("leftOut", act.missing());
        }
        json.writeBooleanField("good", act.isGood());
        json.writeObjectFieldStart("facts");
        for (Act.Fact fact : act.facts()) {
            json.writeNumberField(fact.title(), fact.value());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("faults");
        for (String fault : act.faults()) {
            json.writeString(fault);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
