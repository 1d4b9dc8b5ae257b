package io.jianhu.mask;

/**
 * What a cache has done since the start.
 *
 * @param evictions entries that had to make room
 * @param bytes the weight of what is kept now, as reckoned
 */
public record CacheFigures(long hits, long misses, long evictions, long bytes) {}
