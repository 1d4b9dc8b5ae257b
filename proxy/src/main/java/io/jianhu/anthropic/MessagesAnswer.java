package io.jianhu.anthropic;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.AnswerTexts;
import io.jianhu.wire.AnswerWalk;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Rest;
import io.jianhu.wire.Stamps;
import io.jianhu.wire.Strays;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The walk over an event of a streamed message, or over a whole one. Blocks have their words on channels of their own,
 * by a number that no other block of the answer has.
 */
final class MessagesAnswer {

    private final Blocks blocks;
    private final AnswerTexts words;
    private final Rest rest;
    private final int first;

    private MessagesAnswer(JsonText json, Set<String> tools, AnswerTexts words, int first) {
        this.blocks = new Blocks(json, tools, words);
        this.words = words;
        this.rest = new Rest(words);
        this.first = first;
    }

    /** @param tools the names that a tool call may bear even if they do not read like identifiers */
    static AnswerWalk document(JsonText json, Set<String> tools) {
        return (answer, words) -> new MessagesAnswer(json, tools, words, 0).message(answer);
    }

    /** @param block the number of the event's block, or of the first one that it may bring */
    static AnswerWalk event(JsonText json, Set<String> tools, int block) {
        return (event, words) -> new MessagesAnswer(json, tools, words, block).event(event);
    }

    /**
     * The end of a tool call that had no arguments: it is called with none, though its dialect says nothing where others
     * say <code>{}</code>.
     */
    static AnswerWalk silentCall(JsonText json, Set<String> tools, int block) {
        return (event, words) -> {
            Json.Members walked = new MessagesAnswer(json, tools, words, block).event(event);
            words.text(new Channel(0, Kind.TOOL, block), "");
            words.text(new Channel(0, Kind.ARGUMENTS, block), "{}");
            return walked;
        };
    }

    private Json.Members event(Json.Members event) throws MalformedAnswer {
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : event.map().entrySet()) {
            String key = member.getKey();
            switch (key) {
                case "message" -> walked.put(key, message(members(member.getValue())));
                case "content_block" -> walked.put(key, blocks.block(members(member.getValue()), first));
                case "delta" -> walked.put(key, blocks.delta(members(member.getValue()), first));
                default -> {
                    if (!Stamps.isOwn(key)) {
                        rest(walked, member);
                    }
                }
            }
        }
        return new Json.Members(walked);
    }

    private Json.Members message(Json.Members message) throws MalformedAnswer {
        Map<String, Json> walked = new LinkedHashMap<>();
        for (Map.Entry<String, Json> member : message.map().entrySet()) {
            String key = member.getKey();
            if (key.equals("content") && member.getValue() instanceof Json.Items content) {
                walked.put(key, content(content.list()));
            } else if (!Stamps.isOwn(key)) {
                rest(walked, member);
            }
        }
        return new Json.Members(walked);
    }

    private Json content(List<Json> content) throws MalformedAnswer {
        List<Json> kept = new ArrayList<>(content.size());
        for (int index = 0; index < content.size(); index++) {
            Json.Members block = members(content.get(index));
            Json walked = blocks.block(block, first + index);
            if (!Blocks.isCall(block) || words.keepsCall(new Channel(0, Kind.ARGUMENTS, first + index))) {
                kept.add(walked);
            }
        }
        return new Json.Items(kept);
    }

    private void rest(Map<String, Json> walked, Map.Entry<String, Json> member) {
        rest.keepPiece(0, walked, member);
        if (Strays.isNamed(member.getKey(), walked.get(member.getKey()))) {
            words.stray();
        }
    }

    static Json.Members members(Json value) throws MalformedAnswer {
        if (value instanceof Json.Members members) {
            return members;
        }
        throw MalformedAnswer.garbage();
    }
}
