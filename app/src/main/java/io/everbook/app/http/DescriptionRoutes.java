package io.everbook.app.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The API's own description, and a page to try it, which loads nothing from elsewhere. */
final class DescriptionRoutes {

    private static final String JSON = "application/json";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private DescriptionRoutes() {}

    static List<Route> routes() {
        return List.of(
                file("/openapi.json", "openapi.json", JSON),
                file("/asyncapi.json", "asyncapi.json", JSON),
                file("/try", "try.html", HTML),
                file("/try.js", "try.js", SCRIPT));
    }

    private static Route file(String path, String resource, String contentType) {
        String content = read(resource);
        return Route.get(path, Access.OPEN, exchange -> exchange.reply().text(contentType, content));
    }

    private static String read(String resource) {
        try (InputStream in = DescriptionRoutes.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("the JAR is broken: resource=" + resource, broken);
        }
    }
}
