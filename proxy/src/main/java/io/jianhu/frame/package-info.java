/** Bytes that come in pieces to JSON values and server-sent events, strictly, and back. */
@NullMarked
package io.jianhu.frame;

import org.jspecify.annotations.NullMarked;
