package io.jianhu.policy;

import io.jianhu.source.Place;
import java.util.Optional;

/**
 * What became of one embedded test.
 *
 * @param rule the id of the rule
 * @param expect as written: {@code allow} or the rule's action
 * @param failure why it failed; empty when it passed
 */
public record Trial(String rule, Place place, String expect, Optional<String> failure) {}
