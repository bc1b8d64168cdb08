package io.everbook.app.client;

import io.everbook.app.terminal.ExitCode;
import io.everbook.app.terminal.Terminal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Counts what was seen, for a command that watches until it has seen enough, for a while, or for ever. */
final class Watching {

    private final int count;
    private final CountDownLatch left;
    private final boolean endless;

    /**
     * Begins.
     *
     * @param count how much is enough; 0 for no end
     */
    Watching(int count) {
        this.count = count;
        left = new CountDownLatch(Math.max(1, count));
        endless = count == 0;
    }

    /** {@return whether another one is to be shown} */
    boolean wantsMore() {
        return left.getCount() > 0;
    }

    /** One more was shown. */
    void shown() {
        if (!endless) {
            left.countDown();
        }
    }

    /**
     * Says so where the time was over before enough was seen.
     *
     * @param what what was watched, in the plural
     * @param seconds for how long
     * @return the exit code: failed where a number was asked for and fewer were seen
     */
    int report(String what, int seconds) {
        if (endless || left.getCount() == 0) {
            return ExitCode.OK;
        }
        Terminal.ERR.printf(
                "everbook: the time was over before enough %s came: came=%d count=%d seconds=%d%n",
                what, count - left.getCount(), count, seconds);
        return ExitCode.FAILED;
    }

    /**
     * Waits until enough was seen.
     *
     * @param failure what fails where it is no use to wait
     * @param seconds how long at most; 0 for ever
     * @return whether enough was seen
     */
    boolean await(CompletableFuture<Void> failure, int seconds) {
        failure.whenComplete((none, failed) -> {
            while (failed != null && left.getCount() > 0) {
                left.countDown();
            }
        });
        try {
            if (seconds == 0) {
                left.await();
                return true;
            }
            return left.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
