/** What a change of a long list of words takes, and what those notice who are answered meanwhile. */
@NullMarked
package io.jianhu.loadtest.reload;

import org.jspecify.annotations.NullMarked;
