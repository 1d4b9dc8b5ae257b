package io.jianhu.mask;

import java.util.List;
import java.util.function.Consumer;

/**
 * The letters, digits and marks read last, as long as they may be part of an address. Bounded: before an at sign only as
 * much is kept as a local part may hold, and an address longer than any is decided as far as it has been read.
 */
final class AddressWindow implements Decoding.Sink {

    private static final String AT = "%40";
    private static final int KEPT = Email.LONGEST_LOCAL + AT.length() - 1;
    private static final int ROOM = 4 * KEPT;
    static final int LONGEST = 384;

    private final List<Recogniser> recognisers;
    private final Consumer<Hit> found;
    private final Stretch stretch = new Stretch();
    private boolean at;
    private int unseen;

    AddressWindow(List<Recogniser> recognisers, Consumer<Hit> found) {
        this.recognisers = recognisers;
        this.found = found;
    }

    /** Where the first open address may begin, or {@code otherwise} when none is open. */
    int start(int otherwise) {
        int length = stretch.length();
        return length == 0 ? otherwise : stretch.start(at ? 0 : Math.max(0, length - KEPT));
    }

    @Override
    public void sign(char sign, int start, int end) {
        if (sign == Decoding.INVISIBLE) {
            unseen++;
            if (unseen > NumberWindow.LONGEST_UNSEEN) {
                close();
            }
            return;
        }
        unseen = 0;
        boolean belongs = opens(sign) || (stretch.length() > 0 && (sign == '@' || "._%+-".indexOf(sign) >= 0));
        if (!belongs) {
            close();
            return;
        }
        add(sign, start, end);
        if (at && stretch.length() > LONGEST) {
            close();
        }
    }

    /** Whether an address may begin with the sign. */
    static boolean opens(char sign) {
        return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || Stretch.isDigit(sign);
    }

    /** Decides what is open. */
    void close() {
        if (at) {
            for (Selection.Choice choice : Selection.choose(stretch, recognisers)) {
                found.accept(choice.hit(stretch));
            }
        }
        stretch.shorten(0);
        at = false;
    }

    private void add(char sign, int start, int end) {
        int length = stretch.length();
        if (sign == '@') {
            keep();
            stretch.add(sign, start, end);
            at = true;
        } else if (sign == '0' && stretch.sign(length - 1) == '4' && stretch.sign(length - 2) == '%') {
            keep();
            int first = stretch.start(stretch.length() - 2);
            stretch.shorten(stretch.length() - 2);
            stretch.add('@', first, end);
            at = true;
        } else {
            stretch.add(sign, start, end);
            if (!at && stretch.length() > ROOM) {
                keep();
            }
        }
    }

    private void keep() {
        if (!at && stretch.length() > KEPT) {
            stretch.drop(stretch.length() - KEPT);
        }
    }
}
