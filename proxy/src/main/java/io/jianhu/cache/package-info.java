/** Answers that may be given again: to whom, for how long, and until others need the room. */
@NullMarked
package io.jianhu.cache;

import org.jspecify.annotations.NullMarked;
