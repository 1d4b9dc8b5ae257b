package io.jianhu.mask;

import io.jianhu.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The reading of one text for identifiers, character by character, so that pieces do not matter. A number within an
 * address belongs to the address, therefore a number is held until no open address can reach it.
 */
final class Scan {

    private final Consumer<Hit> found;
    private final Decoding decoding;
    private final NumberWindow numbers;
    private final AddressWindow addresses;
    private final List<Hit> held = new ArrayList<>(2);

    Scan(Recognisers recognisers, Consumer<Hit> found) {
        this.found = found;
        numbers = new NumberWindow(recognisers.ofNumbers(), held::add);
        addresses = new AddressWindow(recognisers.ofAddresses(), this::address);
        decoding = new Decoding((sign, start, end) -> {
            numbers.sign(sign, start, end);
            addresses.sign(sign, start, end);
            release(end);
        });
    }

    /** Reads on. Returns where the first identifier may begin that has not been reported */
    int read(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            decoding.read(text.charAt(i));
        }
        int signs = decoding.position() - decoding.open();
        int settled = Math.min(numbers.start(signs), addresses.start(signs));
        for (Hit hit : held) {
            settled = Math.min(settled, hit.span().start());
        }
        return settled;
    }

    void end() {
        decoding.end();
        numbers.close();
        addresses.close();
        release(Integer.MAX_VALUE);
    }

    private void address(Hit hit) {
        Span whole = hit.span();
        for (Hit number : held) {
            if (number.span().overlaps(whole)) {
                whole = new Span(
                        Math.min(number.span().start(), whole.start()),
                        Math.max(number.span().end(), whole.end()));
            }
        }
        Span taken = whole;
        held.removeIf(number -> number.span().overlaps(taken));
        found.accept(new Hit(hit.recogniser(), whole));
    }

    private void release(int position) {
        if (held.isEmpty()) {
            return;
        }
        int open = addresses.start(position);
        held.removeIf(number -> {
            boolean free = number.span().end() <= open;
            if (free) {
                found.accept(number);
            }
            return free;
        });
    }
}
