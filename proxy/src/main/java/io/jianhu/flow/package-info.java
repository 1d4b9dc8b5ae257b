/** The straight line one exchange walks. */
@NullMarked
package io.jianhu.flow;

import org.jspecify.annotations.NullMarked;
