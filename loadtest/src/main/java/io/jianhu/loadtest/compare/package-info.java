/** Arms measured turn by turn, and what their figures say beside each other. */
@NullMarked
package io.jianhu.loadtest.compare;

import org.jspecify.annotations.NullMarked;
