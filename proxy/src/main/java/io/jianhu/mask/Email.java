package io.jianhu.mask;

import java.util.Locale;

/**
 * An e-mail address: a local part of up to 64 signs, an at sign (or {@code %40}) and a domain that ends in letters. Role
 * mailboxes of the government ({@code gov.cn}) are public, not personal.
 */
final class Email implements Recogniser {

    static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_DOMAIN = 253;

    @Override
    public String kind() {
        return "email";
    }

    @Override
    public String label() {
        return "邮箱";
    }

    @Override
    public Trigger trigger() {
        return Trigger.ADDRESS;
    }

    @Override
    public int match(Stretch stretch, int from) {
        int at = from;
        while (stretch.sign(at) != '@') {
            boolean emptyLabel =
                    stretch.sign(at) == '.' && (stretch.sign(at + 1) == '.' || stretch.sign(at + 1) == '@');
            if (emptyLabel || at >= stretch.length() || at - from >= LONGEST_LOCAL) {
                return -1;
            }
            at++;
        }
        int end = domainEnd(stretch, at + 1);
        return end > 0 && isPersonal(stretch.text(at + 1, end)) ? end : -1;
    }

    /** The end of the longest domain that begins here: labels between full stops, the last of two letters or more. */
    private static int domainEnd(Stretch stretch, int from) {
        int end = -1;
        int label = from;
        for (int at = from; at - from <= LONGEST_DOMAIN; at++) {
            char sign = stretch.sign(at);
            if (isLetter(sign) || Stretch.isDigit(sign) || sign == '-') {
                continue;
            }
            if (label > from) {
                int letters = label;
                while (isLetter(stretch.sign(letters))) {
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

    private static boolean isPersonal(String domain) {
        String plain = domain.toLowerCase(Locale.ROOT);
        return !plain.equals("gov.cn") && !plain.endsWith(".gov.cn");
    }

    private static boolean isLetter(char sign) {
        return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z');
    }
}
