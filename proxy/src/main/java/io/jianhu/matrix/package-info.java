/** The compliance matrix: what each clause asks, and the rules, controls and tests that answer it. */
@NullMarked
package io.jianhu.matrix;

import org.jspecify.annotations.NullMarked;
