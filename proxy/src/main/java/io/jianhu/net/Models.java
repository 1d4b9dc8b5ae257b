package io.jianhu.net;

/** What it takes to reach models: connections, addresses, and who counts the calls. */
record Models(Pool pool, Names names, Upstreams upstreams) {}
