package io.jianhu.robot;

/** Whether a caller may talk to a robot now. */
public sealed interface Admission {

    /** The robot is there for this client, on duty or not. */
    sealed interface Known extends Admission {
        Robot robot();

        Client client();
    }

    record Admitted(Robot robot, Client client) implements Known {}

    /** No such robot. */
    record UnknownRobot() implements Admission {}

    /** No key, or none that opens; says nothing about the robot. */
    record UnknownKey() implements Admission {}

    /** The robot is there, but not for this client. */
    record NotForClient() implements Admission {}

    /**
     * The robot may not work today.
     *
     * @param reason one of {@link Duty#REASONS}
     */
    record OffDuty(Robot robot, Client client, String reason) implements Known {}
}
