/** The nouns everyone speaks: exchanges, messages, parts, findings, verdicts, events. Immutable, no I/O. */
@NullMarked
package io.jianhu.chat;

import org.jspecify.annotations.NullMarked;
