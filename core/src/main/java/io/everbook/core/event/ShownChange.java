package io.everbook.core.event;

/**
 * What an event changes of the visible book and its other fields do not tell: for whoever keeps levels from events. Not
 * logged and not part of the digest, so an event that was read back has none of it.
 */
public final class ShownChange {

    private long displayLots;
    private long lessLots;
    private long previousPriceTicks;

    /** Empties it. */
    public void clear() {
        displayLots = 0;
        lessLots = 0;
        previousPriceTicks = 0;
    }

    /** Takes over what another one says; it is not kept. */
    public void copyFrom(ShownChange other) {
        displayLots = other.displayLots;
        lessLots = other.lessLots;
        previousPriceTicks = other.previousPriceTicks;
    }

    /** {@return accepted, replaced, triggered: how much of the order is shown at a time, in lots; 0 for all of it} */
    public long displayLots() {
        return displayLots;
    }

    /** {@return this, after setting how much of the order is shown at a time} */
    public ShownChange displayLots(long value) {
        displayLots = value;
        return this;
    }

    /** {@return cancelled, replaced: how much less the order shows at its price until then, in lots; 0 or more} */
    public long lessLots() {
        return lessLots;
    }

    /** {@return this, after setting how much less the order shows} */
    public ShownChange lessLots(long value) {
        lessLots = value;
        return this;
    }

    /** {@return replaced: the price until then, in ticks} */
    public long previousPriceTicks() {
        return previousPriceTicks;
    }

    /** {@return this, after setting the price until then} */
    public ShownChange previousPriceTicks(long value) {
        previousPriceTicks = value;
        return this;
    }
}
