/** The on-duty assessment: question banks in, report out. */
@NullMarked
package io.jianhu.assess;

import org.jspecify.annotations.NullMarked;
