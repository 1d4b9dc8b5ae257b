package io.jianhu;

/** The door of the program. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.err.println("jianhu");
    }
}
