package io.everbook.app.engine;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Names the threads of a ring. They are daemons: what must end in order is ended by {@link Engine#close()}. */
final class RingThreads implements ThreadFactory {

    private final String name;
    private final AtomicInteger count = new AtomicInteger();

    RingThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "everbook-" + name + "-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
