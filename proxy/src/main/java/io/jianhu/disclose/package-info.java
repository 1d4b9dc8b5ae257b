/** Tells the citizen that a machine is speaking: notices, identity card, AIGC label. */
@NullMarked
package io.jianhu.disclose;

import org.jspecify.annotations.NullMarked;
