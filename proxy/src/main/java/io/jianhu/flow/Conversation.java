package io.jianhu.flow;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Message;
import io.jianhu.chat.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What tells a conversation of a robot and client from others, without a word of it: the name the client gave it, else a
 * digest of the citizen's first message, which comes again in every turn. The codes of placeholders are left out, since
 * they differ from one gateway to another.
 */
final class Conversation {

    private static final Pattern CODE = Pattern.compile("·[a-z0-9]{1,12}〕");

    private Conversation() {}

    static String of(Exchange exchange) {
        return exchange.shape()
                .conversation()
                .map(name -> "named " + name)
                .orElseGet(() -> "first " + digest(exchange));
    }

    private static String digest(Exchange exchange) {
        String first = exchange.messages().stream()
                .filter(message -> message.role() == Role.USER)
                .findFirst()
                .map(Message::texts)
                .map(texts -> String.join("", texts))
                .orElse("");
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] words = CODE.matcher(first).replaceAll("〕").getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(digest.digest(words));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
