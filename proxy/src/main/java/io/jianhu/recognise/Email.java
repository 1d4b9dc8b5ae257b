package io.jianhu.recognise;

import java.util.Locale;

/**
 * An e-mail address: a local part of up to 64 signs, an at sign (or {@code %40}) and a domain that ends in letters.
 * Mailboxes of the government ({@code gov.cn}) are public.
 */
final class Email implements Recogniser {

    private static final Kind KIND = new Kind("email", "邮箱", Kind.Sensitivity.ORDINARY);
    private static final String ENCODED_AT = "%40";
    private static final int LONGEST_LOCAL = 64;

    /** Up to here an address may end with which another begins, as no part of it may stay readable. */
    private static final int MOST_JOINED = 80;

    private static final int LONGEST_DOMAIN = 253;

    @Override
    public Kind kind() {
        return KIND;
    }

    @Override
    public String firsts() {
        return DIGITS + LETTERS;
    }

    @Override
    public int least() {
        return 6;
    }

    @Override
    public Match match(Stretch stretch, int from) {
        if ("._+-".indexOf(stretch.sign(from - 1)) >= 0 && stretch.isWord(from - 2)) {
            return Match.NONE;
        }
        int domain = domain(stretch, from);
        int end = domain < 0 ? -1 : domainEnd(stretch, domain);
        if (end < 0) {
            return Match.NONE;
        }
        boolean office = isOffice(stretch.text(domain, end));
        int last = end;
        for (int next = end; next >= 0 && last - from <= MOST_JOINED; last = Math.max(last, next)) {
            int joined = domain(stretch, last);
            next = joined < 0 ? -1 : domainEnd(stretch, joined);
        }
        return new Match(last, office && last == end ? Evidence.PUBLIC : Evidence.CHECKED);
    }

    /** The sign after the at sign of an address that begins here, or -1. */
    private static int domain(Stretch stretch, int from) {
        int at = from;
        while (stretch.sign(at) != '@' && !stretch.has(at, ENCODED_AT)) {
            boolean emptyLabel =
                    stretch.sign(at) == '.' && (stretch.sign(at + 1) == '.' || stretch.sign(at + 1) == '@');
            if (!belongs(stretch.sign(at)) || emptyLabel || at - from >= LONGEST_LOCAL) {
                return -1;
            }
            at++;
        }
        return stretch.sign(at) == '@' ? at + 1 : at + ENCODED_AT.length();
    }

    @Override
    public String canonical(String signs) {
        return signs.toLowerCase(Locale.ROOT).replace(ENCODED_AT, "@");
    }

    private static boolean isOffice(String domain) {
        String plain = domain.toLowerCase(Locale.ROOT);
        return plain.equals("gov.cn") || plain.endsWith(".gov.cn");
    }

    private static boolean belongs(char sign) {
        return Stretch.isLetter(sign) || Stretch.isDigit(sign) || "._%+-".indexOf(sign) >= 0;
    }

    /** The end of the longest domain that begins here: labels between full stops, the last of two letters or more. */
    private static int domainEnd(Stretch stretch, int from) {
        int end = -1;
        int label = from;
        for (int at = from; at - from <= LONGEST_DOMAIN; at++) {
            char sign = stretch.sign(at);
            if (Stretch.isLetter(sign) || Stretch.isDigit(sign) || sign == '-') {
                continue;
            }
            if (label > from) {
                int letters = label;
                while (stretch.isLetter(letters)) {
                    letters++;
                }
                end = letters - label >= 2 ? letters : end;
            }
            if (sign != '.' || at == label) {
                break;
            }
            label = at + 1;
        }
        return end;
    }
}
