/** OpenAI's dialects: chat completions, as the official clients and the usual model servers speak them. */
@NullMarked
package io.jianhu.openai;

import org.jspecify.annotations.NullMarked;
