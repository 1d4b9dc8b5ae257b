/** Very many at once: slow streams, over connections of their own or shared, and requests that never end. */
@NullMarked
package io.jianhu.loadtest.crowd;

import org.jspecify.annotations.NullMarked;
