package io.jianhu.store;

/** When a record counts as kept. */
public enum Durability {
    /** After a force to the disk of its own. */
    SYNC,
    /** After a force to the disk that it shares with everything queued at the time. */
    GROUP,
    /** After it was handed to the operating system, which is made to write it within a second. */
    ASYNC
}
