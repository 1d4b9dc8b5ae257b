package io.jianhu.wire;

import io.jianhu.chat.Role;

/**
 * What a walk over a request meets, in order. The same walk gathers the texts and, later, puts others in their place,
 * so that both always agree on which is which.
 */
public interface Texts {

    /** A message begins; the texts that follow are its own. */
    void message(Role role);

    /** A text of the current message; answers what stands in its place. */
    String text(String text);

    /** Whether what no guard can read may stand in the document, such as a picture. */
    boolean passesMedia();

    /** Any other string of the document; answers what stands in its place. */
    String parameter(String text);
}
