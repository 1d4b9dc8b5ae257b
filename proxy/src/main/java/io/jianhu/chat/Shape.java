package io.jianhu.chat;

import java.util.Optional;

/**
 * What a request asks for, beside its words.
 *
 * @param model the model the client named, possibly empty; never a metric label
 * @param stream whether the answer is to come event by event
 * @param structured whether the answer will be parsed by a program (JSON mode, a schema), so that nothing may be added
 *     to its text
 * @param conversation the conversation the client named, if it did
 */
public record Shape(String model, boolean stream, boolean structured, Optional<String> conversation) {}
