/** The command line of the load tests. Its rooms measure, each one thing. */
@NullMarked
package io.jianhu.loadtest;

import org.jspecify.annotations.NullMarked;
