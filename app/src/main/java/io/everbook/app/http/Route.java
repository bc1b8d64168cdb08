package io.everbook.app.http;

import io.everbook.app.security.ApiKey;
import io.everbook.app.security.Role;
import java.util.List;

/**
 * A method on a path.
 *
 * @param method the HTTP method; GET answers HEAD as well
 * @param path the path; a part in braces stands for any text
 * @param access who may use it
 * @param takesBody whether it takes a body of JSON
 * @param action answers it
 */
record Route(String method, String path, Access access, boolean takesBody, Action action) {

    /** What answers a request, now or later. */
    @FunctionalInterface
    interface Action {

        void answer(Exchange exchange);
    }

    static Route get(String path, Access access, Action action) {
        return new Route("GET", path, access, false, action);
    }

    static Route post(String path, Access access, Action action) {
        return new Route("POST", path, access, true, action);
    }

    /** {@return how a document and a metric call it} */
    String name() {
        return method + " " + path;
    }

    /** {@return whether a key, or null for none, does with it what only an operator may} */
    boolean isPrivilege(ApiKey key) {
        return switch (access) {
            case SNAPSHOT -> true;
            case OPERATOR -> !method.equals("GET");
            case PRIVATE -> !method.equals("GET") && key.role() == Role.OPERATOR;
            case OPEN, MARKET_DATA, TRADER -> false;
        };
    }

    boolean hasMethod(String asked) {
        return method.equals(asked) || method.equals("GET") && asked.equals("HEAD");
    }

    /** {@return what stands where the path has its braces, empty for a path without; null where it is another path} */
    String match(List<String> asked) {
        List<String> parts = List.of(path.split("/", -1));
        if (parts.size() != asked.size()) {
            return null;
        }
        String variable = "";
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).startsWith("{")) {
                variable = asked.get(i);
            } else if (!parts.get(i).equals(asked.get(i))) {
                return null;
            }
        }
        return variable;
    }
}
