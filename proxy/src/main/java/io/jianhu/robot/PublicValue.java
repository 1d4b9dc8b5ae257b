package io.jianhu.robot;

import io.jianhu.source.Place;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A value that is public although it looks personal, such as the number of a counter.
 *
 * @param reviewBy the last day on which nobody need look whether it still is
 */
public record PublicValue(String value, Optional<LocalDate> reviewBy, Place place) {

    /** Whether somebody should look. */
    public boolean isOverdue(LocalDate today) {
        return reviewBy.filter(today::isAfter).isPresent();
    }
}
