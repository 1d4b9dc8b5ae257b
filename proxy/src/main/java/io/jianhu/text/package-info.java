/** Plain-text machinery that knows nothing of chat: spans, normalising with positions, resumable matching. */
@NullMarked
package io.jianhu.text;

import org.jspecify.annotations.NullMarked;
