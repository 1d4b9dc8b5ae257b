package io.jianhu.net;

import io.jianhu.robot.San;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One whole request that has passed the ingress rules. */
record Inbound(HttpMethod method, String uri, HttpHeaders headers, byte[] body, boolean keepAlive) {

    Optional<String> header(CharSequence name) {
        return Optional.ofNullable(headers.get(name));
    }

    String path() {
        return new QueryStringDecoder(uri).path();
    }

    /** The path's names, decoded, without empty ones at its ends. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of(path().split("/", -1)));
        names.removeFirst();
        return names;
    }

    Visit visit(String peer, boolean loopback, Set<San> names) {
        QueryStringDecoder decoded = new QueryStringDecoder(uri);
        Map<String, String> query = new LinkedHashMap<>();
        decoded.parameters().forEach((name, values) -> query.put(name, values.getFirst()));
        Map<String, String> byName = new LinkedHashMap<>();
        headers.forEach(header -> byName.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return new Visit(method.name(), decoded.path(), query, byName, body, peer, loopback, names);
    }
}
