package io.jianhu.flow;

import io.jianhu.chat.Decision;

/**
 * What the head of an answer tells before its words.
 *
 * @param policy the revision in force
 * @param decision what has been decided when the head leaves
 */
public record Head(String policy, Decision decision) {}
