/** Robots, guardians, clients: who they are, where they live, whether they may work. */
@NullMarked
package io.jianhu.robot;

import org.jspecify.annotations.NullMarked;
