package io.jianhu.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RouteTest {

    @Test
    void everyDialectAndEveryServerIsOnARoute() {
        assertThat(Route.all().stream().map(Route::path).collect(Collectors.toSet()))
                .isEqualTo(Route.API.dialects().keySet());
        assertThat(Route.all().stream().map(Route::server).collect(Collectors.toSet()))
                .isEqualTo(Route.API.servers().keySet());
    }
}
