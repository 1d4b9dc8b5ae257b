package io.jianhu.loadtest.micro;

import io.jianhu.api.Apis;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.Scan;
import io.jianhu.wire.Api;
import io.jianhu.wire.Caps;
import io.jianhu.wire.Dialect;
import io.jianhu.wire.Server;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A chat API as clients and servers of models speak it: its requests, and its answers that come as one document. */
enum SpokenDialect {
    OPENAI("v1/chat/completions", "openai-chat", """
            {"model":"mock","messages":[%s]}""", """
            {"id":"chatcmpl-mock","object":"chat.completion","created":1,"model":"mock","choices":[{"index":0,\
            "message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":40,"completion_tokens":340,"total_tokens":380}}"""),
    RESPONSES("v1/responses", "openai-responses", """
            {"model":"mock","input":[%s]}""", """
            {"id":"resp_mock","object":"response","created_at":1,"status":"completed","model":"mock",\
            "output":[{"type":"message","id":"msg_mock","status":"completed","role":"assistant",\
            "content":[{"type":"output_text","text":"%s","annotations":[]}]}],\
            "usage":{"input_tokens":40,"output_tokens":340,"total_tokens":380}}"""),
    ANTHROPIC("v1/messages", "anthropic", """
            {"model":"mock","max_tokens":1024,"messages":[%s]}""", """
            {"id":"msg_mock","type":"message","role":"assistant","model":"mock",\
            "content":[{"type":"text","text":"%s"}],"stop_reason":"end_turn","stop_sequence":null,\
            "usage":{"input_tokens":40,"output_tokens":340}}"""),
    OLLAMA("api/chat", "ollama", """
            {"model":"mock","stream":false,"messages":[%s]}""", """
            {"model":"mock","created_at":"2026-11-23T04:00:00Z","message":{"role":"assistant","content":"%s"},\
            "done":true,"done_reason":"stop","prompt_eval_count":40,"eval_count":340}""");

    private static final Api API = Apis.all(Caps.DEFAULT);

    private final String path;
    private final String server;
    private final String request;
    private final String answer;

    SpokenDialect(String path, String server, String request, String answer) {
        this.path = path;
        this.server = server;
        this.request = request;
        this.answer = answer;
    }

    Dialect dialect() {
        return API.at(path).orElseThrow();
    }

    /** A server that is asked in this dialect's own tongue. */
    Server server() {
        return API.server(server);
    }

    /** A question behind so many messages of its conversation. */
    byte[] request(Dialogue dialogue, int history, String question) {
        String before = IntStream.range(0, history)
                .mapToObj(i -> i % 2 == 0
                        ? message("user", dialogue.question(i)) + ","
                        : message("assistant", dialogue.answer(i)) + ",")
                .collect(Collectors.joining());
        return Scan.utf8(request.formatted(before + message("user", question)));
    }

    private static String message(String role, String text) {
        return "{\"role\":\"" + role + "\",\"content\":\"" + text + "\"}";
    }

    /** @param text that needs no escapes in JSON */
    byte[] answer(String text) {
        return Scan.utf8(answer.formatted(text));
    }
}
