package io.everbook.app.bench;

import io.everbook.core.book.BookView;
import io.everbook.core.book.RestingOrder;
import io.everbook.core.command.ParticipantState;
import io.everbook.core.matching.Market;
import io.everbook.core.matching.MarketSummary;
import io.everbook.core.matching.StateVisitor;
import io.everbook.core.pipeline.BookQuery;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;

/**
 * The alternative that is only measured: a book is serialised on the matching thread, into memory, without a file. The
 * book is a second one of the same content, since the living one is nobody else's to read.
 */
final class InThreadSnapshot implements BookQuery, StateVisitor {

    private static final int ORDER_BYTES = 64;
    private static final int PARTICIPANT_BYTES = 16;

    private final Market market;
    private final ByteBuffer buffer;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile long nanos;

    InThreadSnapshot(Market market, ByteBuffer buffer) {
        this.market = market;
        this.buffer = buffer;
    }

    /** {@return a buffer that takes a book of so many orders} */
    static ByteBuffer buffer(int orders) {
        return ByteBuffer.allocateDirect((orders + PARTICIPANT_BYTES * 1024) * ORDER_BYTES);
    }

    @Override
    public void answer(BookView view) {
        long start = System.nanoTime();
        buffer.clear();
        market.visit(this);
        nanos = System.nanoTime() - start;
        done.countDown();
    }

    /** Waits until it was serialised. */
    long await() throws InterruptedException {
        done.await();
        return nanos;
    }

    @Override
    public void summary(MarketSummary summary) {
        buffer.putLong(summary.sequence()).putLong(summary.digest());
    }

    @Override
    public void participant(int participantId, long lastRequestId, ParticipantState state) {
        buffer.putInt(participantId).putLong(lastRequestId).putInt(state.code());
    }

    @Override
    public void order(RestingOrder order) {
        buffer.putLong(order.orderId)
                .putInt(order.participantId)
                .putInt(order.side.code())
                .putLong(order.requestId)
                .putLong(order.priceTicks)
                .putLong(order.quantityLots)
                .putLong(order.leavesQuantityLots)
                .putLong(order.timestampNanos);
    }
}
