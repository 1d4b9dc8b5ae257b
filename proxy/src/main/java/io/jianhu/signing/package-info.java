/** Keys and the signatures they make over bytes: Ed25519 and SM2, read from PEM. The only room that knows Bouncy Castle. */
@NullMarked
package io.jianhu.signing;

import org.jspecify.annotations.NullMarked;
