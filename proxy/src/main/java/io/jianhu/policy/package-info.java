/** Turns policy files into immutable rulebooks, and tries them on texts and on the past. */
@NullMarked
package io.jianhu.policy;

import org.jspecify.annotations.NullMarked;
