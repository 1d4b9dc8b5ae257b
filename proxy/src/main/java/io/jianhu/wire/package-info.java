/** Dialects: the bytes of each chat API to and from the nouns of chat. */
@NullMarked
package io.jianhu.wire;

import org.jspecify.annotations.NullMarked;
