package io.everbook.app.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A command that takes long ends cleanly where the process is told to end, by ctrl-C or otherwise: the next time that
 * it tells of its progress it is stopped, undoes what must not be left half done, and ends the line of its bar. Who
 * does not end within some seconds is not waited for. The process ends with 130 after ctrl-C, 143 after SIGTERM.
 */
public final class Interruption extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final long PATIENCE_SECONDS = 5;

    private static CountDownLatch running = new CountDownLatch(0);
    private static boolean watching;
    private static volatile boolean requested;

    private Interruption() {
        super("interrupted", null, false, false);
    }

    /** Work begins that is to be ended cleanly; {@link #ended()} follows. */
    static synchronized void begin() {
        if (!watching) {
            Runtime.getRuntime().addShutdownHook(new Thread(Interruption::request, "everbook-interruption"));
            watching = true;
        }
        if (running.getCount() == 0) {
            running = new CountDownLatch(1);
        }
    }

    /** The command has ended, and has undone what it had to. */
    public static synchronized void ended() {
        running.countDown();
    }

    /**
     * Stops the command that calls this where the process is to end.
     *
     * @throws Interruption where it is
     */
    static void check() {
        if (requested) {
            throw new Interruption();
        }
    }

    /** {@return whether the process is to end while a command runs} */
    static boolean isRequested() {
        return requested;
    }

    private static void request() {
        CountDownLatch awaited = current();
        requested = awaited.getCount() > 0;
        try {
            awaited.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static synchronized CountDownLatch current() {
        return running;
    }
}
