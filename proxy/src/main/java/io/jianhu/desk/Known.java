package io.jianhu.desk;

import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a visitor knows already, as {@code If-None-Match} says it: {@code *}, or a list of entity tags, weak ones too
 * (RFC 9110 sections 8.8.3 and 13.1.2).
 *
 * @param all whether whatever there is counts as known
 * @param tags the opaque tags with their quotes; strong and weak ones are compared alike
 */
record Known(boolean all, Set<String> tags) {

    private static final Pattern TAG = Pattern.compile("\"[^\"]*\"");

    static Known of(Optional<String> header) {
        String value = header.orElse("").strip();
        return new Known(
                value.equals("*"),
                TAG.matcher(value).results().map(MatchResult::group).collect(Collectors.toUnmodifiableSet()));
    }

    boolean has(String tag) {
        return all || tags.contains(tag);
    }
}
