package io.jianhu.policy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A family of ids, both ends included, such as {@code JH-3100..JH-3199}. */
record IdRange(String text, String family, long from, long to) {
    static final Pattern ID = Pattern.compile("([A-Z]{2,8})-([0-9]{2,8})");

    private static final Pattern RANGE = Pattern.compile(ID.pattern() + "\\.\\." + ID.pattern());

    static Optional<IdRange> of(String text) {
        Matcher form = RANGE.matcher(text);
        if (form.matches() && form.group(1).equals(form.group(3))) {
            IdRange range =
                    new IdRange(text, form.group(1), Long.parseLong(form.group(2)), Long.parseLong(form.group(4)));
            return Optional.of(range).filter(sound -> sound.from() <= sound.to());
        }
        return Optional.empty();
    }

    boolean has(String id) {
        Matcher form = ID.matcher(id);
        if (!form.matches() || !form.group(1).equals(family)) {
            return false;
        }
        long number = Long.parseLong(form.group(2));
        return number >= from && number <= to;
    }
}
