package io.jianhu.chat;

/** Some words of an answer, on the channel they belong to. */
public record Passage(Channel channel, String text) {

    /** Prints no words. */
    @Override
    public String toString() {
        return channel + "[" + text.length() + " characters]";
    }
}
