package io.jianhu.policy;

/** A word, and the word of the list that it reads like or has within it. */
public record Alike(String word, String other) {}
