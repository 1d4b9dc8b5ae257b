/** Metrics and traces, drawn from the same events as the ledger. */
@NullMarked
package io.jianhu.telemetry;

import org.jspecify.annotations.NullMarked;
