package io.jianhu.chat;

/** Who speaks a message of a request. */
public enum Role {
    /** The application's instructions ({@code system}, {@code developer}). */
    SYSTEM,
    /** The citizen. */
    USER,
    /** The robot, in an earlier turn. */
    ASSISTANT,
    /** What a tool returned. */
    TOOL,
    /** A text that is only to be turned into numbers: masked like the citizen's own words, but not ruled upon. */
    EMBEDDED,
    /** Any other string of the request, such as a tool's description: masked, but not ruled upon. */
    PARAMETER
}
