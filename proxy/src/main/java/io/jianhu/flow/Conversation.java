package io.jianhu.flow;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Message;
import io.jianhu.chat.Role;
import io.jianhu.chat.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
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
        byte[] words = CODE.matcher(first).replaceAll("〕").getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Sha256.begun().digest(words));
    }

    /** SHA-256 over who said something and, behind a zero byte, the SHA-256 of each masked text; hexadecimal. */
    static String digest(List<Message> messages) {
        MessageDigest digest = Sha256.begun();
        for (Message message : messages) {
            digest.update(message.role().name().getBytes(StandardCharsets.US_ASCII));
            for (byte[] text : message.digests()) {
                digest.update((byte) 0);
                digest.update(text);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
