package io.jianhu.recognise;

import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Days of the calendar. */
final class Day {

    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private Day() {}

    /** Whether there is such a day and it has begun in China. */
    static boolean isPast(int year, int month, int day, InstantSource clock) {
        try {
            return !LocalDate.of(year, month, day).isAfter(LocalDate.ofInstant(clock.instant(), CHINA));
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }
}
