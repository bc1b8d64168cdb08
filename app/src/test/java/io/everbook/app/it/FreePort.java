package io.everbook.app.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for an engine that is killed and comes back to it. It lies below those that a system gives to whoever
 * connects: there, a client that comes while the engine is away could get the very port, and meet itself.
 */
final class FreePort {

    private static final int FIRST = 20_000;
    private static final int LAST = 30_000;
    private static final int ATTEMPTS = 100;

    private FreePort() {}

    /** {@return a port that nobody listened on a moment ago} */
    static int find() throws IOException {
        IOException taken = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException used) {
                taken = used;
            }
        }
        throw taken;
    }
}
