/** Anthropic's dialect: Messages, as the official clients and the servers that speak it do. */
@NullMarked
package io.jianhu.anthropic;

import org.jspecify.annotations.NullMarked;
