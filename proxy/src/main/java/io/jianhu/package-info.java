/** {@code Main}, the commands, the configuration, the one place that constructs everything. */
@NullMarked
package io.jianhu;

import org.jspecify.annotations.NullMarked;
