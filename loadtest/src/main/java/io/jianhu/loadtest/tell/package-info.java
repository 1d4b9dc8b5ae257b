/** How a command of the bench tells what it found, where that is kept, and how it ends. */
@NullMarked
package io.jianhu.loadtest.tell;

import org.jspecify.annotations.NullMarked;
