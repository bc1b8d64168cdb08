package io.everbook.core.pipeline;

import io.everbook.core.event.EventBatch;

/** Where the business-logic handler hands the events of each command: the lane's event ring. */
public interface EventPublisher {

    /**
     * Hands on the events of one command, in order.
     *
     * @param events the events; copied before this returns
     */
    void publish(EventBatch events);
}
