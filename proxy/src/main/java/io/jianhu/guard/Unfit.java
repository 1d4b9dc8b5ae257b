package io.jianhu.guard;

/** That an expression cannot be used; its message says why and what is expected. */
final class Unfit extends Exception {

    Unfit(String message) {
        super(message, null, false, false);
    }
}
