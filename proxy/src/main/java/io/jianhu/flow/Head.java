package io.jianhu.flow;

import io.jianhu.chat.Decision;

/**
 * What the head of an answer tells before its words.
 *
 * @param policy the revision in force
 * @param decision what has been decided when the head leaves
 * @param aigc the implicit label as a document of one line, empty for what no machine has made
 */
public record Head(String policy, Decision decision, String aigc) {

    /** Of an answer without a label. */
    public Head(String policy, Decision decision) {
        this(policy, decision, "");
    }
}
