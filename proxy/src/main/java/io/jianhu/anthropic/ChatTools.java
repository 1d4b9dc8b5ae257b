package io.jianhu.anthropic;

import io.jianhu.frame.Json;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Requests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tools of a Messages request as a chat completion declares them. */
final class ChatTools {

    private ChatTools() {}

    /** @throws BadQuestion for a tool that only Anthropic's servers have */
    static Json tools(List<Json> tools) throws BadQuestion {
        List<Json> written = new ArrayList<>();
        for (int index = 0; index < tools.size(); index++) {
            if (!(tools.get(index) instanceof Json.Members tool)
                    || !tool.text("type").orElse("custom").equals("custom")) {
                throw Requests.untranslatable("tools[" + index + "]");
            }
            Map<String, Json> function = new LinkedHashMap<>();
            function.put("name", new Json.Text(tool.text("name").orElse("")));
            tool.text("description").ifPresent(text -> function.put("description", new Json.Text(text)));
            function.put("parameters", tool.members("input_schema"));
            Map<String, Json> declared = new LinkedHashMap<>();
            declared.put("type", new Json.Text("function"));
            declared.put("function", new Json.Members(function));
            written.add(new Json.Members(declared));
        }
        return new Json.Items(written);
    }

    /** Adds which tool is to be called, as far as the request says. */
    static void choice(Json.Members choice, Map<String, Json> written) throws BadQuestion {
        if (!choice.has("type")) {
            return;
        }
        written.put(
                "tool_choice",
                switch (choice.text("type").orElse("")) {
                    case "auto" -> new Json.Text("auto");
                    case "any" -> new Json.Text("required");
                    case "none" -> new Json.Text("none");
                    case "tool" -> named(choice.text("name").orElse(""));
                    default -> throw Requests.untranslatable("tool_choice");
                });
        if (Requests.isTrue(choice, "disable_parallel_tool_use")) {
            written.put("parallel_tool_calls", new Json.Literal("false"));
        }
    }

    private static Json named(String name) {
        Map<String, Json> choice = new LinkedHashMap<>();
        choice.put("type", new Json.Text("function"));
        choice.put("function", new Json.Members(Map.of("name", new Json.Text(name))));
        return new Json.Members(choice);
    }
}
