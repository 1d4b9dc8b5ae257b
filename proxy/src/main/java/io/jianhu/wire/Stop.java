package io.jianhu.wire;

import io.jianhu.chat.Part;

/** Why a model stopped, in words that every tongue has. */
public enum Stop {
    /** It had said what it had to say. */
    END,
    /** It had said as much as it may. */
    LENGTH,
    /** It waits for the results of tools. */
    TOOLS,
    /** It, or its server, would not say more. */
    FILTER;

    /** Why an answer ended that the gateway ended in its own words. */
    public static Stop of(Part.Finish finish) {
        return switch (finish) {
            case STOP -> END;
            case CONTENT_FILTER -> FILTER;
        };
    }
}
