/** Hides personal data behind placeholders and puts it back: recognisers, masker. */
@NullMarked
package io.jianhu.mask;

import org.jspecify.annotations.NullMarked;
