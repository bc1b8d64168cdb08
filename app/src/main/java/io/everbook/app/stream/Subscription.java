package io.everbook.app.stream;

import io.everbook.app.trading.ExecutionsPage.Place;
import io.everbook.core.event.ExecutionEvent;

/** What one connection gets of one channel of one market. Used by the thread of the streams. */
interface Subscription {

    /** {@return the channel} */
    Channel channel();

    /** {@return who gets it} */
    StreamConnection connection();

    /** The next event of the market has come, in order and without a gap. */
    default void event(ExecutionEvent event) {}

    /**
     * From now on each event of the market comes that lies behind a place.
     *
     * @param place the place
     */
    default void synced(Place place) {}

    /**
     * The events of the market have a gap.
     *
     * @param place behind the last event that came
     */
    default void gap(Place place) {}

    /** The book or the trades of the market have changed. */
    default void published(MarketStream market) {}

    /** Sends what could not be sent before, as far as there is room. */
    default void serve(MarketStream market) {}

    /** It has ended. */
    default void end() {}
}
