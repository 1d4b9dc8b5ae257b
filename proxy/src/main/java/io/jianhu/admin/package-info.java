/** The operators' API and console. */
@NullMarked
package io.jianhu.admin;

import org.jspecify.annotations.NullMarked;
