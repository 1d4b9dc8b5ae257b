package io.jianhu.admin;

import io.jianhu.net.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The files of the console, read once from the jar. A browser keeps a file as long as its tag is the same. */
final class Assets {

    /** The modules, styles and pictures beside the page itself. */
    static final List<String> FILES = List.of(
            "console.css",
            "console.js",
            "wire.js",
            "words.js",
            "page.js",
            "keys.js",
            "queue.js",
            "ticket.js",
            "reveal.js",
            "robots.js",
            "policy.js",
            "shadow.js",
            "icon.svg");

    private record Asset(String type, String tag, byte[] bytes) {}

    private Assets() {}

    static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.add(route("/", "index.html"));
        for (String file : FILES) {
            routes.add(route("/console/" + file, file));
        }
        return routes;
    }

    private static Route route(String path, String file) {
        Asset asset = read(file);
        return new Route("GET", path, Route.OPEN, call -> {
            boolean same = call.visit()
                    .header("if-none-match")
                    .filter(asset.tag()::equals)
                    .isPresent();
            return new Page.Whole(
                    same ? 304 : 200,
                    Map.of("content-type", asset.type(), "etag", asset.tag(), "cache-control", "no-cache"),
                    asset.bytes());
        });
    }

    /** A file of this room's resources. */
    static byte[] resource(String name) {
        try (InputStream stream = Assets.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + ": missing from the jar");
            }
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Asset read(String file) {
        byte[] bytes = resource("console/" + file);
        return new Asset(type(file), '"' + digest(bytes) + '"', bytes);
    }

    private static String type(String file) {
        String ending = file.substring(file.lastIndexOf('.') + 1);
        return switch (ending) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalStateException(file + ": no media type");
        };
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("SHA-256", missing);
        }
    }
}
