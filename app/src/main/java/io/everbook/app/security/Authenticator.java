package io.everbook.app.security;

import io.everbook.app.security.AuthenticationException.Code;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Finds out which key signed a request. One for all gateways, so that no signature passes twice. Any thread may call.
 */
public final class Authenticator {

    private static final byte[] NOTHING = {};
    private static final int REMEMBERED = 250_000;

    /** Signs nothing: it stands in for a key that is not there, so that its absence takes no less time. */
    private static final ApiKey ABSENT = new ApiKey("absent", Role.VIEWER, 0, "0".repeat(64));

    private final ApiKeys keys;
    private final LongSupplier epochNanos;
    private final Duration window;
    private final ReplayWindow seen;
    private final LockOut lockOut;

    /**
     * Creates an authenticator. What was signed before is refused.
     *
     * @param keys where keys are found
     * @param window how far the time stamp of a request may be from the clock, either way
     * @param epochNanos the clock: nanoseconds since the epoch
     */
    public Authenticator(ApiKeys keys, Duration window, LongSupplier epochNanos) {
        this(keys, window, epochNanos, new LockOut(LockOutListener.NONE));
    }

    /**
     * Creates an authenticator that goes on with the lock-outs of before. What was signed before is refused.
     *
     * @param keys where keys are found
     * @param window how far the time stamp of a request may be from the clock, either way
     * @param epochNanos the clock: nanoseconds since the epoch
     * @param lockOut who is locked out
     */
    public Authenticator(ApiKeys keys, Duration window, LongSupplier epochNanos, LockOut lockOut) {
        this.lockOut = lockOut;
        this.keys = keys;
        this.epochNanos = epochNanos;
        this.window = window;
        seen = new ReplayWindow(window.toNanos(), REMEMBERED, epochNanos.getAsLong());
    }

    /** {@return whether there is any key; without one, only public market data is served} */
    public boolean hasKeys() {
        return !keys.isEmpty();
    }

    /**
     * Finds the key that signed a request, unless the key it names or the address it comes from is locked out.
     *
     * @param request the request
     * @param address from where it comes, as a numeric address; empty where that is not known
     * @return the key
     * @throws AuthenticationException where none did, or did so too long ago, or the request has been here before
     */
    public ApiKey authenticate(SignedRequest request, String address) {
        long nowMillis = TimeUnit.NANOSECONDS.toMillis(epochNanos.getAsLong());
        long wait = lockOut.refusedForMillis(request.keyId(), address, nowMillis);
        if (wait > 0) {
            throw new AuthenticationException(
                    Code.LOCKED_OUT,
                    "too many wrong signatures of this key or from this address: try again in " + (wait + 999) / 1000
                            + " s",
                    wait);
        }
        try {
            ApiKey key = authenticate(request);
            lockOut.succeeded(key.id(), address);
            return key;
        } catch (AuthenticationException refused) {
            if (refused.code() == Code.SIGNATURE_INVALID) {
                lockOut.failed(request.keyId(), address, nowMillis);
            }
            throw refused;
        }
    }

    /**
     * Finds the key that signed a request, whoever is locked out.
     *
     * @param request the request
     * @return the key
     * @throws AuthenticationException where none did, or did so too long ago, or the request has been here before
     */
    ApiKey authenticate(SignedRequest request) {
        if (request.keyId().isEmpty()
                || request.timestamp().isEmpty()
                || request.signature().isEmpty()) {
            throw new AuthenticationException(
                    Code.SIGNATURE_MISSING, "this needs a signature: send key, timestamp and signature");
        }
        ApiKey found = keys.find(request.keyId());
        byte[] expected = RequestSignature.expected(found == null ? ABSENT : found, request);
        boolean matches = RequestSignature.matches(expected, request.signature());
        if (found == null || !matches) {
            throw new AuthenticationException(
                    Code.SIGNATURE_INVALID, "no such key, or the signature is not that of this request");
        }
        return switch (seen.admit(expected, nanos(request.timestamp()), epochNanos.getAsLong())) {
            case FRESH -> found;
            case OUTSIDE ->
                throw new AuthenticationException(
                        Code.TIMESTAMP_OUTSIDE_WINDOW,
                        "the timestamp must be nanoseconds since the epoch, within " + window.toMillis()
                                + " ms of the engine's clock and after its start: see the clock");
            case REPLAYED ->
                throw new AuthenticationException(
                        Code.SIGNATURE_REPLAYED, "this signature has been used: sign again with a new timestamp");
            case FULL ->
                throw new AuthenticationException(
                        Code.WINDOW_FULL, "too many requests were signed within the window: try again later");
        };
    }

    /** {@return whether a key that signed something is still one of the keys, with the same role and secret} */
    public boolean holds(ApiKey key) {
        ApiKey now = keys.find(key.id());
        return now != null
                && now.role() == key.role()
                && now.participantId() == key.participantId()
                && MessageDigest.isEqual(now.hmac(NOTHING), key.hmac(NOTHING));
    }

    /** {@return the time stamp; one that lies outside every window where it is no number} */
    private static long nanos(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException noNumber) {
            return Long.MIN_VALUE;
        }
    }
}
