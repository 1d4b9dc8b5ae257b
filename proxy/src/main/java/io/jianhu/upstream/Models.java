package io.jianhu.upstream;

/** What it takes to reach models: connections, addresses, and who counts the calls. */
public record Models(Pool pool, Names names, Upstreams upstreams) {}
