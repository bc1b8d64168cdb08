package io.everbook.app.http;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All routes of the port. */
record RouteTable(List<Route> routes) {

    /** A route and what its path's braces stand for. */
    record Match(Route route, String variable) {}

    /**
     * Finds a route.
     *
     * @throws Refusal where there is no such path, or not by this method
     */
    Match find(String method, String path) {
        List<String> parts = List.of(path.split("/", -1));
        TreeSet<String> methods = new TreeSet<>();
        for (Route route : routes) {
            String variable = route.match(parts);
            if (variable != null && route.hasMethod(method)) {
                return new Match(route, variable);
            }
            if (variable != null) {
                methods.add(route.method());
            }
        }
        if (methods.isEmpty()) {
            throw new Refusal(Refusal.NOT_FOUND, "no such path: there is " + paths());
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        String allowed = String.join(", ", methods);
        throw Refusal.method(allowed, path + " does not take this method: use " + allowed);
    }

    private String paths() {
        return routes.stream().map(Route::path).distinct().collect(Collectors.joining(", "));
    }
}
