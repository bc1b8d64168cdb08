package io.everbook.app.http;

import io.everbook.app.configuration.Configuration;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP port, from its opening to its end: {@code /health}, {@code /ready}, {@code /metrics} and {@code /book}. */
public final class HttpGateway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpGateway.class);
    private static final int MAX_THREADS = 4;
    private static final int MAX_CONNECTIONS = 64;
    private static final int HEADER_BYTES = 8 * 1024;
    private static final long IDLE_MILLIS = 30_000;

    private final Server server;
    private final ServerConnector connector;

    private HttpGateway(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Opens the port. Its threads are daemons.
     *
     * @param http where to listen; whether it is enabled is the caller's to ask
     * @param sources what is handed on
     * @return the open port
     * @throws HttpGatewayException where the host is unknown or the port cannot be had
     */
    public static HttpGateway start(Configuration.Http http, HttpSources sources) {
        InetAddress address = address(http);
        Server server = new Server(threads(), new ScheduledExecutorScheduler("everbook-http-timer", true), null);
        server.setStopTimeout(0);
        server.setErrorHandler(new JsonErrors());
        server.setHandler(new Routes(sources));
        // No acceptor threads: the one selector accepts as well.
        ServerConnector connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(limits()));
        connector.setHost(address.getHostAddress());
        connector.setPort(http.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
        open(server, http);
        String host = http.host().contains(":") ? "[" + http.host() + "]" : http.host();
        LOG.info("HTTP port open: http://{}:{}/health", host, connector.getLocalPort());
        if (!address.isLoopbackAddress()) {
            LOG.warn(
                    "The HTTP port can be reached from other hosts and has no authentication yet: set http.host to"
                            + " 127.0.0.1, or keep it behind a firewall: host={} port={}",
                    http.host(),
                    connector.getLocalPort());
        }
        return new HttpGateway(server, connector);
    }

    /** {@return the TCP port it listens on} */
    public int port() {
        return connector.getLocalPort();
    }

    /** Closes the port at once, and cuts off requests under way. Closing again does nothing. */
    @Override
    public void close() {
        stop(server);
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 1);
        threads.setName("everbook-http");
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        return threads;
    }

    private static HttpConfiguration limits() {
        HttpConfiguration limits = new HttpConfiguration();
        limits.setSendServerVersion(false);
        limits.setSendXPoweredBy(false);
        limits.setRequestHeaderSize(HEADER_BYTES);
        limits.setIdleTimeout(IDLE_MILLIS);
        limits.setMaxUnconsumedRequestContentReads(1);
        return limits;
    }

    private static InetAddress address(Configuration.Http http) {
        try {
            return InetAddress.getByName(http.host());
        } catch (UnknownHostException unknown) {
            throw new HttpGatewayException(fault(http, "unknown host: change \"http.host\""), unknown);
        }
    }

    private static void open(Server server, Configuration.Http http) {
        try {
            server.start();
        } catch (Exception failure) {
            stop(server);
            throw new HttpGatewayException(fault(http, reason(failure)), failure);
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof BindException)) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        if (message.contains("in use")) {
            return "the port is in use: stop what uses it, or change \"http.port\"";
        }
        if (message.contains("denied")) {
            return "permission denied: change \"http.port\" to 1024 or more";
        }
        if (message.contains("assign")) {
            return "the address is not one of this host's: change \"http.host\"";
        }
        return message.lines().findFirst().orElse("") + ": change \"http.host\" or \"http.port\"";
    }

    private static String fault(Configuration.Http http, String reason) {
        return "cannot open the HTTP port: " + reason + ": host=" + http.host() + " port=" + http.port();
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception failure) {
            LOG.warn("The HTTP port did not close in order: {}", failure.toString());
        }
    }
}
