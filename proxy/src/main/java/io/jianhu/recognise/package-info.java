/** Finds personal data in running text: one recogniser for each way it looks, exact however the text is cut. */
@NullMarked
package io.jianhu.recognise;

import org.jspecify.annotations.NullMarked;
