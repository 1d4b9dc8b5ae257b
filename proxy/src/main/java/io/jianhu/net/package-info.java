/** Sockets: listener, strict ingress, pipeline, drain. Knows Netty, as room upstream does. */
@NullMarked
package io.jianhu.net;

import org.jspecify.annotations.NullMarked;
