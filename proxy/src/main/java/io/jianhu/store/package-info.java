/** Small key-value and log storage behind one interface; one file per backend. */
@NullMarked
package io.jianhu.store;

import org.jspecify.annotations.NullMarked;
