/** The append-only, hash-chained ledger of everything that was decided. */
@NullMarked
package io.jianhu.audit;

import org.jspecify.annotations.NullMarked;
