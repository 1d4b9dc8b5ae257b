package io.jianhu.guard;

import io.jianhu.text.Span;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Finds walls of encoded text, each once, as soon as they are long enough. */
final class EncodingLookout implements Lookout {

    private final List<Wall> walls;

    EncodingLookout(Set<Matcher.Encoding.Form> forms) {
        walls = forms.stream().sorted().map(EncodingLookout::wall).toList();
    }

    private static Wall wall(Matcher.Encoding.Form form) {
        return switch (form) {
            case BASE64 -> new Wall(new Base64Bricks());
            case HEXADECIMAL -> new Wall(new HexadecimalBricks());
            case PERCENT -> new Wall(new PercentBricks());
            case ESCAPE -> new Wall(new EscapeBricks());
            case MORSE -> new Wall(new MorseBricks());
            case BINARY -> new Wall(new BinaryBricks());
        };
    }

    /** The greatest number of characters of a wall when it is found. */
    static int width(Matcher.Encoding.Form form) {
        return switch (form) {
            case BASE64 -> Base64Bricks.COUNT;
            case HEXADECIMAL -> 3 * HexadecimalBricks.COUNT - 1;
            case PERCENT -> 3 * PercentBricks.COUNT;
            case ESCAPE -> EscapeBricks.LONGEST * EscapeBricks.COUNT;
            case MORSE -> (1 + MorseBricks.WIDEST) * MorseBricks.COUNT - MorseBricks.WIDEST;
            case BINARY -> 9 * BinaryBricks.COUNT - 1;
        };
    }

    @Override
    public void read(char character, int at, Consumer<Span> seen) {
        for (Wall wall : walls) {
            wall.read(character, at, seen);
        }
    }

    @Override
    public int settled(int position) {
        int settled = position;
        for (Wall wall : walls) {
            settled = Math.min(settled, wall.begin(position));
        }
        return settled;
    }
}
