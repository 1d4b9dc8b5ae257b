/** What a citizen may look up without a model: a robot's identity card and the state of a ticket. */
@NullMarked
package io.jianhu.desk;

import org.jspecify.annotations.NullMarked;
