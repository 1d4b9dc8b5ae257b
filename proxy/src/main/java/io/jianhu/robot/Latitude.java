package io.jianhu.robot;

/** What the tools of a robot of one level may do (《办法》: who decides, the person, the person by consent, the robot). */
public enum Latitude {
    /** No tool may be called. */
    NONE,
    /** Tools that only read. */
    READ,
    /** Tools that act too, each time with the citizen's consent. */
    AUTHORISED,
    /** Tools that act too, of the robot's own accord. */
    OWN
}
