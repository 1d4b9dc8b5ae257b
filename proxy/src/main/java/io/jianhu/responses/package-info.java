/** OpenAI's Responses: items in, items out, and a history that the model's server may keep. */
@NullMarked
package io.jianhu.responses;

import org.jspecify.annotations.NullMarked;
