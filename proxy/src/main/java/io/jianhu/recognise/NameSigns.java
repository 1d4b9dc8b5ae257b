package io.jianhu.recognise;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What Chinese names are made of, and the words around them. Immutable; read once from the class path. */
final class NameSigns {

    /** Flags of a sign. */
    static final int SURNAME = 1;

    static final int SURNAME_WORD = 2;
    static final int COMPOUND_FIRST = 4;
    static final int COMPOUND_SECOND = 8;
    static final int GIVEN = 16;
    static final int GIVEN_WORD = 32;
    static final int SOUND = 64;

    private static final NameSigns SIGNS = new NameSigns();

    private final byte[] flags = new byte[1 << 16];
    private final Map<String, List<String>> words = new TreeMap<>();
    private final Words compounds;

    private NameSigns() {
        Listing.of("names.txt").forEach(this::read);
        flag("surname", SURNAME);
        flag("surname-word", SURNAME_WORD);
        flag("given", GIVEN);
        flag("given-word", GIVEN_WORD);
        flag("sound", SOUND);
        flag("part", SOUND);
        compounds = words("compound");
        for (String compound : words.getOrDefault("compound", List.of())) {
            flags[compound.charAt(0)] |= COMPOUND_FIRST;
            flags[compound.charAt(1)] |= COMPOUND_SECOND;
        }
    }

    static NameSigns get() {
        return SIGNS;
    }

    private void read(String line) {
        int space = line.indexOf(' ');
        words.computeIfAbsent(line.substring(0, space), none -> new ArrayList<>())
                .addAll(List.of(line.substring(space + 1).trim().split(" +", -1)));
    }

    private void flag(String key, int flag) {
        signs(key).chars().forEach(sign -> flags[sign] |= (byte) flag);
    }

    /** The signs under a key of the file. */
    String signs(String key) {
        return String.join("", list(key));
    }

    /** The words under a key of the file. */
    List<String> list(String key) {
        return Objects.requireNonNull(words.get(key), key);
    }

    /** The words under a key of the file, to be looked up in place. */
    Words words(String key) {
        return new Words(list(key));
    }

    /** Every sign with one of some flags. */
    String all(int any) {
        StringBuilder signs = new StringBuilder();
        for (int sign = 0; sign < flags.length; sign++) {
            if ((flags[sign] & any) != 0) {
                signs.append((char) sign);
            }
        }
        return signs.toString();
    }

    boolean is(char sign, int any) {
        return (flags[sign] & any) != 0;
    }

    Words compounds() {
        return compounds;
    }
}
