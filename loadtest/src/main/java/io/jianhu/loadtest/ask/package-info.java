/** Those who ask: connections that put questions, check the answers, and count what became of them. */
@NullMarked
package io.jianhu.loadtest.ask;

import org.jspecify.annotations.NullMarked;
