/** Reaches models: addresses, connections, health, second attempts. */
@NullMarked
package io.jianhu.upstream;

import org.jspecify.annotations.NullMarked;
