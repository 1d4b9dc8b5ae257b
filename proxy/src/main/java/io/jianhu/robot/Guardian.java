package io.jianhu.robot;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A person in charge of robots.
 *
 * @param trainedUntil the last day on which the training counts, if there was any
 * @param contact how colleagues reach the person; never shown to citizens
 */
public record Guardian(String id, String name, String office, Optional<LocalDate> trainedUntil, Contact contact) {

    /** Phone and mail; each possibly empty. */
    public record Contact(String phone, String email) {}
}
