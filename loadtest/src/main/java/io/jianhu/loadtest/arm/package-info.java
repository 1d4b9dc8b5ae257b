/** The ways from the citizen to the model that are measured, each a process of its own, and how much is measured of them. */
@NullMarked
package io.jianhu.loadtest.arm;

import org.jspecify.annotations.NullMarked;
