/** Hands an exchange to a human guardian (监护人) and brings the ruling back. */
@NullMarked
package io.jianhu.escalate;

import org.jspecify.annotations.NullMarked;
