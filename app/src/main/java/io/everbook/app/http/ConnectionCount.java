package io.everbook.app.http;

import org.eclipse.jetty.io.Connection;

/** Tells of connections that open and close. */
final class ConnectionCount implements Connection.Listener {

    private final HttpProbe probe;

    ConnectionCount(HttpProbe probe) {
        this.probe = probe;
    }

    @Override
    public void onOpened(Connection connection) {
        probe.opened();
    }

    @Override
    public void onClosed(Connection connection) {
        probe.closed();
    }
}
