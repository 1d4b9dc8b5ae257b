package io.jianhu.chat;

/**
 * What a rule's scope may ask of a robot.
 *
 * @param type the kind of work, as the registry's vocabulary names it, such as {@code consultation}
 * @param level the grade, such as {@code L1}
 */
public record Profile(RobotId robot, String type, String level) {}
