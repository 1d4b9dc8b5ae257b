/** A mock robot with a mind of its own, for the demo, tests and load. */
@NullMarked
package io.jianhu.demo;

import org.jspecify.annotations.NullMarked;
