/** Turns policy files into immutable rulebooks and swaps them in while running. */
@NullMarked
package io.jianhu.policy;

import org.jspecify.annotations.NullMarked;
