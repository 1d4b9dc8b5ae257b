package io.jianhu.recognise;

/** How much of an address a name covers, the widest first. */
enum Level {
    PROVINCE,
    CITY,
    COUNTY,
    TOWN,
    ROAD,
    VILLAGE,
    ESTATE;

    /** Whether it is a unit of administration; the others are what a door number belongs to. */
    boolean isAdministrative() {
        return compareTo(TOWN) <= 0;
    }

    /** The longest name, without its word, that a place of this level has. */
    int longestName() {
        return switch (this) {
            case PROVINCE -> 3;
            case CITY, TOWN, VILLAGE -> 5;
            case COUNTY -> 10;
            case ROAD -> 6;
            case ESTATE -> 8;
        };
    }
}
