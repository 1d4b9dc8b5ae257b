package io.jianhu.chat;

/**
 * Whom an event is about. All of it is safe to print and bounded in number, but for the request id.
 *
 * @param request the request id
 * @param department the using department (使用部门)
 * @param client the calling application's registered name, or {@code -} before it is known
 * @param dialect the wire format the client spoke, such as {@code openai}
 * @param policy the revision in force
 */
public record Subject(String request, String robot, String department, String client, String dialect, String policy) {}
