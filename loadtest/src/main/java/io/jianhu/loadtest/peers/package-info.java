/** Open gateways of others with guards of their own: where they come from, how they start, what their guards do. */
@NullMarked
package io.jianhu.loadtest.peers;

import org.jspecify.annotations.NullMarked;
