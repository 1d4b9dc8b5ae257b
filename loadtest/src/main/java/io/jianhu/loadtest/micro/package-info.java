/** Micro-benchmarks of single parts of the gateway, and the gate that fails when one has become slower. */
@NullMarked
package io.jianhu.loadtest.micro;

import org.jspecify.annotations.NullMarked;
