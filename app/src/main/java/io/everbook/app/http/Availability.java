package io.everbook.app.http;

import io.everbook.app.engine.EngineHealth;
import io.everbook.app.engine.EngineHealth.State;
import java.util.function.Supplier;

/**
 * Tells what is not there yet, or for now, from what does not exist: a client that hears of the first tries again, of
 * the second it does not.
 */
public final class Availability {

    /** The code of the error that a symbol is known and not served now. */
    public static final String NOT_SERVED = "NOT_SERVED";

    /** The sentence of that error. */
    public static final String NOT_RECOVERED = "this symbol could not be recovered: see /health";

    private final Supplier<EngineHealth> health;
    private volatile boolean recovered;

    Availability(Supplier<EngineHealth> health) {
        this.health = health;
    }

    /**
     * Turns away what needs markets while they are recovered.
     *
     * @throws Refusal with status 503 until the engine has recovered what it can
     */
    void require(Route route) {
        if (recovered || route.access() == Access.OPEN) {
            return;
        }
        if (health.get().state() == State.STARTING) {
            throw new Refusal(Refusal.UNAVAILABLE, "RECOVERING", "the engine is recovering: see /ready, and try again");
        }
        recovered = true;
    }

    /** {@return the refusal, or status 503 instead of 404 where the symbol is known and could not be recovered} */
    Refusal judge(Refusal refusal) {
        if (refusal.symbol() == null || !health.get().isDown(refusal.symbol())) {
            return refusal;
        }
        return new Refusal(Refusal.UNAVAILABLE, NOT_SERVED, NOT_RECOVERED);
    }
}
