package io.everbook.app.http;

import io.everbook.app.security.Role;
import java.util.Set;

/** Who may use a route. */
enum Access {
    /** Everybody, from everywhere: how the engine is, its metrics, its description. */
    OPEN(Set.of(Role.values())),
    /** Everybody on this host, and from elsewhere the holder of any key. */
    MARKET_DATA(Set.of(Role.values())),
    /** A trader. */
    TRADER(Set.of(Role.TRADER)),
    /** A trader for what is its own, an operator for everything. */
    PRIVATE(Set.of(Role.TRADER, Role.OPERATOR)),
    /** An operator. */
    OPERATOR(Set.of(Role.OPERATOR)),
    /** An operator; without any key, whoever asks on this host as {@link SnapshotRequest} says. */
    SNAPSHOT(Set.of(Role.OPERATOR));

    private final Set<Role> roles;

    Access(Set<Role> roles) {
        this.roles = roles;
    }

    boolean allows(Role role) {
        return roles.contains(role);
    }
}
