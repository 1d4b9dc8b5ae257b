/** Guards read text and report findings; they never decide. One file per guard. */
@NullMarked
package io.jianhu.guard;

import org.jspecify.annotations.NullMarked;
