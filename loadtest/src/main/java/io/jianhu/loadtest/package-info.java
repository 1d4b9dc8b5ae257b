/** Load tests: what the gateway costs, measured against no gateway and against a bare relay. */
@NullMarked
package io.jianhu.loadtest;

import org.jspecify.annotations.NullMarked;
