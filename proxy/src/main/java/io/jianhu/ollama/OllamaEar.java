package io.jianhu.ollama;

import io.jianhu.chat.Part;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.frame.LineReader;
import io.jianhu.frame.MalformedEvents;
import io.jianhu.frame.MalformedJson;
import io.jianhu.wire.Ear;
import io.jianhu.wire.Halves;
import io.jianhu.wire.Heard;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.ModelName;
import io.jianhu.wire.Requests;
import io.jianhu.wire.Stop;
import io.jianhu.wire.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Hears an answer: lines of JSON of which the last is done. A document is a single line, whatever white space it has. */
final class OllamaEar implements Ear {

    private final Call call;
    private final JsonText json;
    private final LineReader lines;
    private final Set<String> tools;
    private final Halves halves = new Halves();
    private int calls;
    private boolean done;
    private String model = "";

    OllamaEar(Call call, JsonText json, LineReader lines, Set<String> tools) {
        this.call = call;
        this.json = json;
        this.lines = lines;
        this.tools = tools;
    }

    @Override
    public List<Part> read(byte[] bytes) throws MalformedAnswer {
        if (done) {
            return List.of();
        }
        try {
            return parts(lines.read(bytes));
        } catch (MalformedEvents malformed) {
            throw MalformedAnswer.garbage();
        }
    }

    @Override
    public List<Part> end() throws MalformedAnswer {
        if (done) {
            return List.of();
        }
        List<Part> parts;
        try {
            parts = parts(lines.end());
        } catch (MalformedEvents malformed) {
            throw MalformedAnswer.garbage();
        }
        if (!done) {
            throw new MalformedAnswer("cut");
        }
        return parts;
    }

    private List<Part> parts(List<String> read) throws MalformedAnswer {
        List<Part> parts = new ArrayList<>();
        for (String line : read) {
            if (!line.isBlank() && !done) {
                parts.add(words(line));
                if (done) {
                    parts.add(Part.Last.UNSTAMPED);
                }
            }
        }
        return parts;
    }

    private Part words(String line) throws MalformedAnswer {
        Json value;
        try {
            value = json.read(line);
        } catch (MalformedJson malformed) {
            throw MalformedAnswer.garbage();
        }
        if (!(value instanceof Json.Members document)) {
            throw MalformedAnswer.garbage();
        }
        if (document.has("error")) {
            throw new MalformedAnswer("error");
        }
        if (!document.has(call == Call.CHAT ? "message" : "response") && !document.has("done")) {
            throw MalformedAnswer.garbage();
        }
        done = Requests.isTrue(document, "done");
        if (model.isEmpty()) {
            model = ModelName.of(document);
        }
        Heard.Reading reading = Heard.read(
                call.form(), OllamaAnswer.walk(tools, calls, json), document, halves::joined, facts(document));
        calls += document.members("message").items("tool_calls").size();
        return reading.part(done ? Set.of(0) : Set.of(), Set.of());
    }

    private Heard.Facts facts(Json.Members document) {
        if (!done) {
            return Heard.Facts.NONE;
        }
        boolean called =
                calls > 0 || !document.members("message").items("tool_calls").isEmpty();
        Stop stop = switch (document.text("done_reason").orElse("stop")) {
            case "length" -> Stop.LENGTH;
            case "content_filter" -> Stop.FILTER;
            default -> called ? Stop.TOOLS : Stop.END;
        };
        return new Heard.Facts(
                Map.of(0, stop), Optional.of(Usage.of(document, "prompt_eval_count", "eval_count")), Map.of());
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public String fingerprint() {
        return "";
    }
}
