/** Every chat API that is spoken here, in one list. */
@NullMarked
package io.jianhu.api;

import org.jspecify.annotations.NullMarked;
