package io.everbook.app.http;

import io.everbook.app.audit.Audit;
import io.everbook.app.security.ApiKey;
import io.everbook.app.security.ApiKeys;
import io.everbook.app.security.Authenticator;
import io.everbook.app.security.RateLimits;
import io.everbook.app.security.RateLimits.Rate;
import io.everbook.app.security.Role;
import java.time.Duration;
import java.util.List;

/** Keys that a test knows. */
final class TestKeys implements ApiKeys {

    static final TestKeys NONE = new TestKeys(List.of());
    static final ApiKey SEVEN = key("desk-7", Role.TRADER, 7);
    static final ApiKey EIGHT = key("desk-8", Role.TRADER, 8);
    static final ApiKey OPERATOR = key("ops", Role.OPERATOR, 0);
    static final ApiKey VIEWER = key("screen", Role.VIEWER, 0);
    static final TestKeys ALL = new TestKeys(List.of(SEVEN, EIGHT, OPERATOR, VIEWER));

    private static final int UNLIMITED = 0;

    private final List<ApiKey> keys;

    private TestKeys(List<ApiKey> keys) {
        this.keys = keys;
    }

    private static ApiKey key(String id, Role role, int participantId) {
        return new ApiKey(id, role, participantId, id.repeat(40).substring(0, 96));
    }

    /** {@return access for these keys, however often they ask} */
    HttpAccess access() {
        return access(new Rate(UNLIMITED, 1), new Rate(UNLIMITED, 1), HttpProbe.NONE);
    }

    HttpAccess access(Rate perKey, Rate perConnection, HttpProbe probe) {
        return access(perKey, perConnection, probe, Audit.NONE);
    }

    HttpAccess access(Rate perKey, Rate perConnection, HttpProbe probe, Audit audit) {
        return new HttpAccess(
                new Authenticator(this, Duration.ofMinutes(1), TestKeys::epochNanos),
                // Time stands still for them: what was used up does not come back on a slow machine.
                new RateLimits(perKey, perConnection, () -> 0L),
                probe,
                audit);
    }

    static long epochNanos() {
        return System.currentTimeMillis() * 1_000_000L;
    }

    @Override
    public ApiKey find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst().orElse(null);
    }

    @Override
    public boolean isEmpty() {
        return keys.isEmpty();
    }
}
