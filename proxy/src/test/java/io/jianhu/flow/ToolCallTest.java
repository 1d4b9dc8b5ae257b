package io.jianhu.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.chat.Event;
import io.jianhu.escalate.Ticket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tool calls of a model reach the application, through the bytes of the wire. */
class ToolCallTest {

    private static final String TOOLS = """
            tools:
              - {name: guide, does: read}
              - name: progress
                does: read
                arguments: {type: object, required: [number], properties: {number: {type: string, maxLength: 9}}, additionalProperties: false}
            """;
    private static final String SUBMIT = """
              - {name: lodge, does: act, title: {zh: 提交居住登记, en: lodge the registration}}
              - {name: pay, does: act, arguments: {properties: {yuan: {type: integer, maximum: 20}}}}
            """;
    private static final Map<String, Edition> EDITIONS = new HashMap<>();

    private static Edition edition(String level) {
        return EDITIONS.computeIfAbsent(
                level,
                word -> Hall.edition(
                        "robots/FT-001.yaml",
                        file -> file.replace("level: L1", "level: " + word)
                                + TOOLS
                                + (word.equals("L1") ? "" : SUBMIT)));
    }

    private static String question(boolean stream, String... turns) {
        List<String> messages = new ArrayList<>();
        for (int at = 0; at < turns.length; at++) {
            String role = (turns.length - at) % 2 == 1 ? "user" : "assistant";
            messages.add("{\"role\":\"" + role + "\",\"content\":\"" + turns[at] + "\"}");
        }
        return "{\"model\":\"m\",\"stream\":" + stream + ",\"messages\":[" + String.join(",", messages) + "]}";
    }

    private static String escaped(String json) {
        return json.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String event(String delta) {
        return "data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":" + delta.replace('\'', '"')
                + ",\"finish_reason\":null}]}\n\n";
    }

    private static String events(String... deltas) {
        return Arrays.stream(deltas).map(ToolCallTest::event).collect(Collectors.joining())
                + "data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n"
                + "data: [DONE]\n\n";
    }

    private static String piece(int index, String function) {
        return "{'tool_calls':[{'index':" + index + ",'function':" + function + "}]}";
    }

    /** A stream with one call whose arguments come in pieces of some characters. */
    private static String calling(String name, String arguments, int width) {
        List<String> deltas = new ArrayList<>();
        deltas.add("{'role':'assistant','content':null}");
        deltas.add("{'tool_calls':[{'index':0,'id':'c-1','type':'function','function':{'name':'" + name
                + "','arguments':''}}]}");
        for (int at = 0; at < arguments.length(); at += width) {
            String cut = arguments.substring(at, Math.min(arguments.length(), at + width));
            deltas.add(piece(0, "{'arguments':'" + escaped(cut).replace("'", "\\u0027") + "'}"));
        }
        return events(deltas.toArray(String[]::new));
    }

    private static String document(String name, String arguments) {
        return "{\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null,"
                + "\"tool_calls\":[{\"id\":\"c-1\",\"type\":\"function\",\"function\":{\"name\":\"" + name
                + "\",\"arguments\":\"" + escaped(arguments) + "\"}}]},\"finish_reason\":\"tool_calls\"}]}";
    }

    private static final Channel CALL = new Channel(0, Kind.ARGUMENTS, 0);
    private static final Channel NAME = new Channel(0, Kind.TOOL, 0);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // level | the citizen's newest message | tool | arguments | what stops it
                "L1 | 您好 | guide | {\"about\":\"登记\"} | -",
                "L1 | 您好 | guide | no JSON at all | -",
                "L1 | 您好 | progress | {\"number\":\"A-1\"} | -",
                "L1 | 您好 | progress | {} | tool.arguments",
                "L1 | 您好 | progress | {\"number\":\"A-1 | tool.arguments",
                "L1 | 您好 | progress | {\"number\":\"A-1\"} {} | tool.arguments",
                "L1 | 您好 | progress | {\"number\":\"A-1\",\"number\":\"A-2\"} | tool.arguments",
                "L1 | 您好 | progress | {\"number\":\"A-1\",\"sms\":true} | tool.arguments",
                "L1 | 您好 | progress | {\"number\":\"A-123456789\"} | tool.arguments",
                "L1 | 您好 | Guide | {} | tool.not-allowed",
                "L1 | 您好 | guide_ | {} | tool.not-allowed",
                "L1 | 我同意提交 | lodge | {} | tool.not-allowed",
                "L2 | 您好 | lodge | {} | tool.unauthorised",
                "L2 | 不同意 | lodge | {} | tool.unauthorised",
                "L2 | 同意吗？ | lodge | {} | tool.unauthorised",
                "L2 | 同意，但是先等一下 | lodge | {} | tool.unauthorised",
                "L2 | I don't agree | lodge | {} | tool.unauthorised",
                "L2 | 我同意提交，谢谢！ | lodge | {} | -",
                "L2 | Yes, I agree. | lodge | {\"form\":7} | -",
                "L2 | 我同意提交 | lodge | [] | tool.arguments",
                "L2 | 我同意提交 | erase | {} | tool.not-allowed",
                "L2 | 您好 | progress | {\"number\":\"A-1\"} | -",
                "L3 | 您好 | lodge | {} | -",
                "L3 | 您好 | pay | {\"yuan\":20} | -",
                "L3 | 您好 | pay | {\"yuan\":20.0} | -",
                "L3 | 您好 | pay | {\"yuan\":21} | tool.arguments",
                "L3 | 您好 | pay | {\"yuan\":1.5} | tool.arguments",
                "L3 | 您好 | refund | {} | tool.not-allowed"
            })
    void aCallLeavesOnlyByNameLevelAndArguments(
            String level, String said, String tool, String arguments, String stopped) {
        for (boolean stream : List.of(true, false)) {
            Hall hall = new Hall(edition(level), true);
            String model = stream ? calling(tool, arguments, 3) : document(tool, arguments);
            Asking asking = hall.ask(question(stream, said), model);
            if (stopped == null) {
                assertThat(asking.seen()).containsEntry(NAME, tool).containsEntry(CALL, arguments);
                assertThat(asking.given()).contains("\"id\":\"c-1\"").doesNotContain("tool.");
                assertThat(asking.reasons()).containsExactly("tool_calls");
            } else {
                assertThat(asking.seen()).containsOnlyKeys(Channel.content(0));
                assertThat(asking.given()).doesNotContain("c-1", "\"" + tool + "\"", "tool_calls");
                assertThat(asking.stamp()).contains("\"" + stopped + "\"");
                assertThat(asking.reasons())
                        .containsExactly(stopped.equals("tool.unauthorised") ? "stop" : "content_filter");
                told(hall, asking, stopped);
            }
        }
    }

    private static void told(Hall hall, Asking asking, String rule) {
        if (rule.equals("tool.unauthorised")) {
            assertThat(hall.tickets.open()).isEmpty();
            assertThat(asking.stamp()).contains("\"decision\":\"answer\"");
            assertThat(asking.content()).contains("提交居住登记", "lodge the registration", "我同意提交");
            return;
        }
        assertThat(asking.stamp()).contains("\"decision\":\"escalate\"");
        assertThat(asking.content()).contains("无权使用", "may not use");
        assertThat(hall.tickets.open())
                .singleElement()
                .extracting(Ticket::rules)
                .isEqualTo(List.of(rule));
        assertThat(hall.all(Event.Decided.class).getLast().ruling().verdict().because())
                .extracting(io.jianhu.chat.Finding::rule)
                .containsExactly(rule);
    }

    @Test
    void onlyTheNewestMessageAuthorises() {
        Asking older =
                new Hall(edition("L2"), true).ask(question(true, "我同意提交", "好的。", "再查一下进度"), calling("lodge", "{}", 2));
        assertThat(older.stamp()).contains("tool.unauthorised");
        Asking newest =
                new Hall(edition("L2"), true).ask(question(true, "先不要提交", "好的。", "我同意提交"), calling("lodge", "{}", 2));
        assertThat(newest.seen()).containsEntry(NAME, "lodge");
    }

    private static List<String> hostile() {
        return List.of(
                // arguments before the name
                events(piece(0, "{'arguments':'{\\\"number\\\":'}"), piece(0, "{'arguments':'9}','name':'progress'}")),
                // the name changes, is cut in two, comes in another member
                events(piece(0, "{'name':'guide'}"), piece(0, "{'arguments':'{}'}"), piece(0, "{'name':'lodge'}")),
                events(piece(0, "{'name':'gui'}"), piece(0, "{'name':'de'}"), piece(0, "{'arguments':'{}'}")),
                events(
                        "{'tool_calls':[{'index':0,'function':{'name':'guide'},'custom':{'name':'lodge','input':'x'}}]}"),
                // no name at all
                events(piece(0, "{'arguments':'{}'}")),
                events("{'tool_calls':[{'index':0,'id':'c'}]}"),
                events(piece(0, "{'name':null,'arguments':'{}'}"), piece(0, "{'name':'','arguments':' '}")),
                events(piece(0, "{'name':5,'arguments':'{}'}")),
                // two calls, the second unlisted; also without indexes, and the other way round
                events(piece(0, "{'name':'progress','arguments':'{}'}"), piece(1, "{'name':'lodge','arguments':'{}'}")),
                events("{'tool_calls':[{'function':{'name':'lodge','arguments':'{}'}},{'function':{'name':'guide'}}]}"),
                events(
                        "{'tool_calls':[{'function':{'name':'progress'}}]}",
                        "{'tool_calls':[{'function':{'name':'lodge'}}]}"),
                // the form of old
                events("{'function_call':{'name':'lodge','arguments':'{}'}}"),
                events("{'function_call':{'arguments':'{'}}", "{'function_call':{'name':'lodge','arguments':'}'}}"),
                // forms that nobody knows
                events("{'tool_calls':[{'index':0,'name':'guide','arguments':{'yuan':5}}]}"),
                events(piece(0, "{'name':'guide','arguments':{'yuan':5}}")),
                events(piece(0, "{'name':{'name':'lodge'}}")),
                events("{'tool_call':{'name':'lodge'}}"),
                events("{'content':[{'type':'tool_use','name':'lodge','input':{'yuan':5}}]}"),
                events("{'function':{'name':['lodge']}}"),
                events("{'custom':[{'call':{'name':'lodge'}}]}"));
    }

    @Test
    void whateverTheModelSendsNothingOfAForbiddenCallLeaves() {
        for (String script : hostile()) {
            Asking asking = new Hall(edition("L1"), true).ask(question(true, "您好"), script);
            assertThat(asking.stamp()).as(script).containsAnyOf("tool.not-allowed", "tool.arguments");
            assertThat(asking.given()).as(script).doesNotContain("lodge", "progress", "yuan");
            assertThat(asking.reasons()).as(script).containsExactly("content_filter");
            assertThat(asking.given().split("\\[DONE]", -1)).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyChoiceIsLookedAt(boolean stream) {
        String call = "{'tool_calls':[{'index':0,'id':'c','function':{'name':'%s','arguments':'{}'}}]}";
        String good = "{'index':0,'%s':" + call.formatted("guide") + ",'finish_reason':'tool_calls'}";
        String bad = "{'index':1,'%s':" + call.formatted("lodge") + ",'finish_reason':'tool_calls'}";
        String member = stream ? "delta" : "message";
        String body = ("{'model':'m','choices':[" + good + "," + bad + "]}")
                .replace("%s", member)
                .replace('\'', '"');
        String model = stream ? "data: " + body + "\n\ndata: [DONE]\n\n" : body;
        Asking asking = new Hall(edition("L1"), true)
                .ask(question(stream, "您好").replace("{\"model\"", "{\"n\":2,\"model\""), model);
        assertThat(asking.given()).doesNotContain("lodge");
        assertThat(asking.stamp()).contains("tool.not-allowed");
    }

    private static List<String> scripts() {
        List<String> scripts = new ArrayList<>(List.of(
                calling("guide", "{\"about\":\"居住登记\"}", 3),
                calling("progress", "{\"number\":\"一二三\"}", 2),
                calling("pay", "{\"yuan\":21}", 1),
                calling("erase", "{}", 1),
                events(
                        "{'content':'先查进度。'}",
                        piece(0, "{'name':'guide','arguments':'{'}"),
                        piece(1, "{'name':'progress','arguments':'{\\\"number\\\"'}"),
                        piece(0, "{'name':'guide','arguments':'}'}"),
                        piece(1, "{'arguments':':\\\"B-2\\\"}'}"))));
        scripts.addAll(hostile());
        return scripts;
    }

    @Test
    void theSameLeavesWhereverTheBytesAreCut() {
        Hall hall = new Hall(edition("L3"), true);
        for (String script : scripts()) {
            byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
            Asking whole = ask(hall, List.of(bytes));
            for (int at = 1; at < bytes.length; at++) {
                Asking cut = ask(
                        hall, List.of(Arrays.copyOfRange(bytes, 0, at), Arrays.copyOfRange(bytes, at, bytes.length)));
                assertThat(cut.given().replaceAll("T-[A-Z0-9]+", ""))
                        .isEqualTo(whole.given().replaceAll("T-[A-Z0-9]+", ""));
            }
        }
    }

    private static Asking ask(Hall hall, List<byte[]> pieces) {
        Asking asking = hall.ask(new Asking("FT-001", question(true, "您好"), pieces));
        hall.tickets.open().forEach(ticket -> hall.tickets.cancel(ticket.code()));
        return asking;
    }

    /** The same call in as few and in as many events as there may be. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 100})
    void aCallThatWasHeldBackLeavesWholeAndBesideTheOthers(int width) {
        Asking asking = new Hall(edition("L3"), true)
                .ask(question(true, "号码13912345678"), calling("pay", "{\"yuan\":3,\"to\":\"窗口\"}", width));
        assertThat(asking.seen()).containsEntry(NAME, "pay").containsEntry(CALL, "{\"yuan\":3,\"to\":\"窗口\"}");
        assertThat(asking.given().split("\"pay\"", -1)).hasSize(2);
        Asking beside = new Hall(edition("L3"), true)
                .ask(question(true, "您好"), scripts().get(4));
        assertThat(beside.seen())
                .containsEntry(CALL, "{}")
                .containsEntry(new Channel(0, Kind.ARGUMENTS, 1), "{\"number\":\"B-2\"}")
                .containsEntry(NAME, "guide")
                .containsEntry(new Channel(0, Kind.TOOL, 1), "progress");
    }

    @Test
    void aRobotWithoutTheKeyIsNotLimitedUnlessItsLevelCallsNothing() {
        assertThat(new Hall()
                        .ask(question(true, "您好"), calling("erase", "x", 1))
                        .seen())
                .containsEntry(NAME, "erase")
                .containsEntry(CALL, "x");
        Edition none = Hall.edition("registry.yaml", file -> file.replace("tools: read", "tools: none"));
        assertThat(new Hall(none, true)
                        .ask(question(true, "您好"), calling("erase", "x", 1))
                        .stamp())
                .contains("tool.not-allowed");
        Edition empty = Hall.edition("robots/FT-001.yaml", file -> file + "tools: []\n");
        assertThat(new Hall(empty, true)
                        .ask(question(true, "您好"), calling("guide", "x", 1))
                        .stamp())
                .contains("tool.not-allowed");
    }
}
