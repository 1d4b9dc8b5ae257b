/** Ollama's dialects: chat and generate, as documents and as lines of JSON. */
@NullMarked
package io.jianhu.ollama;

import org.jspecify.annotations.NullMarked;
