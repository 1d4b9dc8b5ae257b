/** Policy files on their way into force: folders and signed bundles, reloading while running, one step back. */
@NullMarked
package io.jianhu.release;

import org.jspecify.annotations.NullMarked;
