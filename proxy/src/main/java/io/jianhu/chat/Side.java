package io.jianhu.chat;

/** Which way words travel: a citizen's question to the model, or the model's answer to the citizen. */
public enum Side {
    QUESTION,
    ANSWER
}
