/** The mock model, a bare relay, and the programs that they are. */
@NullMarked
package io.jianhu.loadtest.model;

import org.jspecify.annotations.NullMarked;
