package io.jianhu.admin;

import java.util.List;

/** Whether this gateway may get traffic. */
@FunctionalInterface
public interface Readiness {

    /** Why it may not, in bounded words such as {@code no-policy}, {@code audit}, {@code draining}; empty when it may. */
    List<String> reasons();
}
