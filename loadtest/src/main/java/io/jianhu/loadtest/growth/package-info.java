/** How cost grows with words, rules, robots, histories and streams. */
@NullMarked
package io.jianhu.loadtest.growth;

import org.jspecify.annotations.NullMarked;
