package io.jianhu.policy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Chooses the conversations in which a rule on trial is enforced: the same ones at every turn, replica and restart. */
final class Canary {

    private Canary() {}

    /** Whether a conversation is in the share of a rule. */
    static boolean chooses(Rule rule, Situation situation) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {
                rule.id(), situation.robot().robot().value(), situation.client(), situation.conversation()
            }) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            long place = ByteBuffer.wrap(digest.digest()).getLong();
            return Long.remainderUnsigned(place, 100) < rule.canary();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
