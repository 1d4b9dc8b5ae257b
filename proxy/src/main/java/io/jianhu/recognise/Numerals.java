package io.jianhu.recognise;

import java.util.Arrays;

/** Digits as people write them in numbers that are read out: 0, 〇, 零, 一, 壹, 幺. */
final class Numerals {

    private static final String[] CHINESE = {"〇零", "一壹幺", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"};

    /** Every sign of a digit but zero. */
    static final String NOT_ZERO = "123456789" + String.join("", CHINESE).substring(2);

    /** Every sign of a digit. */
    static final String ALL = "0123456789" + String.join("", CHINESE);

    private static final byte[] VALUES = values();

    private Numerals() {}

    private static byte[] values() {
        byte[] values = new byte[1 << 16];
        Arrays.fill(values, (byte) -1);
        for (int digit = 0; digit < CHINESE.length; digit++) {
            byte value = (byte) digit;
            values['0' + digit] = value;
            CHINESE[digit].chars().forEach(sign -> values[sign] = value);
        }
        return values;
    }

    /** The digit that a sign stands for, or -1. */
    static int value(char sign) {
        return VALUES[sign];
    }

    /** Whether two signs are digits of one run: both plain or both Chinese. */
    static boolean join(char first, char second) {
        return value(first) >= 0 && value(second) >= 0 && Stretch.isDigit(first) == Stretch.isDigit(second);
    }
}
