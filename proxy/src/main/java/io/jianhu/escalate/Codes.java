package io.jianhu.escalate;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Role;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The codes of tickets: {@code T-}, 26 characters of 128 random bits, and 8 characters (40 bits) of a keyed check over
 * them, the robot and the client. A code that was changed, or is shown to another robot or by another client, is no
 * code. Characters are those of Crockford's base 32, in upper case only.
 */
final class Codes {

    static final String START = "T-";

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int RANDOM = 26;
    private static final int CHECK = 8;
    private static final int LENGTH = START.length() + RANDOM + CHECK;
    private static final int NAME = 6;
    private static final int CONVERSATION = 26;

    private final byte[] secret;
    private final SecureRandom random = new SecureRandom();

    Codes(byte[] secret) {
        if (secret.length < 16) {
            throw new IllegalArgumentException("ticket secret: " + secret.length + " bytes (expected: 16 or more)");
        }
        this.secret = secret.clone();
    }

    String mint(RobotId robot, String client) {
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        String body = base32(bits, RANDOM);
        return START + body + check(body, robot, client);
    }

    boolean isGenuine(String code, RobotId robot, String client) {
        if (!hasForm(code, 0) || code.length() != LENGTH) {
            return false;
        }
        String body = code.substring(START.length(), START.length() + RANDOM);
        byte[] check = code.substring(START.length() + RANDOM).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(check, check(body, robot, client).getBytes(StandardCharsets.US_ASCII));
    }

    /** The public name of a code, from which the code cannot be found. */
    String name(String code) {
        return START + base32(mac("name", code), NAME);
    }

    /** What looks like a code in a text, in its order. */
    static List<String> in(String text) {
        List<String> found = new ArrayList<>();
        for (int at = text.indexOf(START); at >= 0; at = text.indexOf(START, at + 1)) {
            if (hasForm(text, at)) {
                found.add(text.substring(at, at + LENGTH));
            }
        }
        return found;
    }

    /** What looks like a code in what the robot said, the newest first. */
    static Stream<String> told(Exchange exchange) {
        return exchange.messages().reversed().stream()
                .filter(message -> message.role() == Role.ASSISTANT)
                .flatMap(message -> message.texts().reversed().stream())
                .flatMap(text -> in(text).reversed().stream());
    }

    private static boolean hasForm(String text, int at) {
        if (!text.startsWith(START, at) || text.length() < at + LENGTH) {
            return false;
        }
        for (int i = at + START.length(); i < at + LENGTH; i++) {
            if (ALPHABET.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** What is kept of a conversation's name, which a client chooses and in which anything may stand. */
    String conversation(RobotId robot, String client, String name) {
        return base32(mac("conversation", name, robot.value(), client), CONVERSATION);
    }

    private String check(String body, RobotId robot, String client) {
        return base32(mac("check", body, robot.value(), client), CHECK);
    }

    private byte[] mac(String... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update(new byte[] {
                    (byte) (bytes.length >>> 24),
                    (byte) (bytes.length >>> 16),
                    (byte) (bytes.length >>> 8),
                    (byte) bytes.length
                });
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError("every Java platform has HmacSHA256", impossible);
        }
    }

    /** The first bits, five to a character; behind the last byte there are zeros. */
    private static String base32(byte[] bits, int characters) {
        StringBuilder text = new StringBuilder(characters);
        for (int i = 0; i < characters; i++) {
            int value = 0;
            for (int bit = i * 5; bit < i * 5 + 5; bit++) {
                int at = bit / 8;
                int one = at < bits.length ? (bits[at] >> (7 - bit % 8)) & 1 : 0;
                value = value << 1 | one;
            }
            text.append(ALPHABET.charAt(value));
        }
        return text.toString();
    }
}
