package io.jianhu.recognise;

import io.jianhu.text.Resource;
import java.util.List;

/** The lines of a resource of this room, without comments and empty lines. */
final class Listing {

    private Listing() {}

    static List<String> of(String name) {
        return Resource.text(Listing.class, name)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}
