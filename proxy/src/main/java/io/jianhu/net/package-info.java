/** Sockets: listener, strict ingress, pipeline, upstream pool, drain. The only room that knows Netty. */
@NullMarked
package io.jianhu.net;

import org.jspecify.annotations.NullMarked;
