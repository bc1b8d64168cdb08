package io.everbook.app.http;

import io.everbook.app.configuration.Configuration;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP port, from its opening to its end; what it answers is in {@link Routes}. */
public final class HttpGateway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpGateway.class);
    private static final int MAX_THREADS = 5;
    private static final int HEADER_BYTES = 8 * 1024;
    private static final long DRAIN_MILLIS = 6_000;

    private final Server server;
    /** Connections that wait to be accepted; a client beyond them tries again after a second, and then after longer. */
    private static final int WAITING_CONNECTIONS = 1_024;

    private final ServerConnector connector;
    private final GracefulHandler requests;

    private HttpGateway(Server server, ServerConnector connector, GracefulHandler requests) {
        this.server = server;
        this.connector = connector;
        this.requests = requests;
    }

    /**
     * Checks what can be checked of a configuration without opening anything: the host, and the files of TLS.
     *
     * @param http where to listen; whether it is enabled is the caller's to ask
     * @throws HttpGatewayException where the port could not be opened with it
     */
    public static void check(Configuration.Http http) {
        requireTls(http, address(http));
        if (http.tls().enabled()) {
            TlsContext.of(http.tls());
        }
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
        return start(http, sources, (server, routes) -> routes);
    }

    /**
     * Opens the port, with something else in front of its routes. Its threads are daemons.
     *
     * @param http where to listen; whether it is enabled is the caller's to ask
     * @param sources what is handed on
     * @param front makes, for a server that is not started yet and the handler of its routes, the handler of both
     * @return the open port
     * @throws HttpGatewayException where the host is unknown or the port cannot be had
     */
    public static HttpGateway start(
            Configuration.Http http, HttpSources sources, BiFunction<Server, Handler, Handler> front) {
        InetAddress address = address(http);
        requireTls(http, address);
        Server server = new Server(threads(), new ScheduledExecutorScheduler("everbook-http-timer", true), null);
        server.setStopTimeout(0);
        server.setErrorHandler(new JsonErrors());
        RequestDeadlines deadlines = new RequestDeadlines(
                front.apply(server, new Routes(sources)),
                server.getScheduler(),
                http.limits().requestTimeoutMs(),
                http.limits().maxConnections());
        GracefulHandler requests = new GracefulHandler(deadlines);
        server.setHandler(requests);
        ServerConnector connector = connector(server, http);
        connector.setHost(address.getHostAddress());
        connector.setPort(http.port());
        connector.setAcceptQueueSize(WAITING_CONNECTIONS);
        connector.setIdleTimeout(http.limits().idleTimeoutMs());
        connector.addBean(deadlines, false);
        connector.addBean(new ConnectionCount(sources.access().probe()));
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(http.limits().maxConnections(), connector));
        open(server, http);
        String host = http.host().contains(":") ? "[" + http.host() + "]" : http.host();
        String scheme = http.tls().enabled() ? "https" : "http";
        LOG.info("HTTP port open: {}://{}:{}/health", scheme, host, connector.getLocalPort());
        if (!address.isLoopbackAddress() && !http.tls().enabled()) {
            LOG.warn(
                    "The HTTP port serves other hosts without TLS, so that what they send and get can be read on the"
                            + " way (http.allowPlainRemote): host={} port={}",
                    http.host(),
                    connector.getLocalPort());
        }
        return new HttpGateway(server, connector, requests);
    }

    private static void requireTls(Configuration.Http http, InetAddress address) {
        if (!address.isLoopbackAddress() && !http.tls().enabled() && !http.tls().plainRemote()) {
            throw new HttpGatewayException(
                    fault(
                            http,
                            "other hosts are served with TLS only: set \"http.tlsKeyStore\", or"
                                    + " \"http.allowPlainRemote\", or \"http.host\" to 127.0.0.1"),
                    null);
        }
    }

    /**
     * One thread accepts. Where the selector accepts as well, Jetty closes the listening socket for good when
     * connections come and go around the limit: it registers a key anew that is cancelled but not yet gone.
     */
    private static ServerConnector connector(Server server, Configuration.Http http) {
        HttpConfiguration limits = limits(http);
        if (!http.tls().enabled()) {
            return new ServerConnector(server, 1, 1, new HttpConnectionFactory(limits));
        }
        limits.addCustomizer(new SecureRequestCustomizer(false));
        HttpConnectionFactory plain = new HttpConnectionFactory(limits);
        SslConnectionFactory encrypted = new SslConnectionFactory(TlsContext.of(http.tls()), plain.getProtocol());
        return new ServerConnector(server, 1, 1, encrypted, plain);
    }

    /** {@return the TCP port it listens on} */
    public int port() {
        return connector.getLocalPort();
    }

    /**
     * Refuses further requests with status 503, waits up to six seconds until those under way are answered, cuts off
     * what is left, and closes the port. Closing again does nothing.
     */
    @Override
    public void close() {
        if (server.isRunning()) {
            drain();
        }
        stop(server);
    }

    private void drain() {
        try {
            requests.shutdown().get(DRAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            LOG.warn("Requests that wait for an answer are cut off: requests={}", requests.getCurrentRequestCount());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 1);
        threads.setName("everbook-http");
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        return threads;
    }

    private static HttpConfiguration limits(Configuration.Http http) {
        HttpConfiguration limits = new HttpConfiguration();
        limits.setSendServerVersion(false);
        limits.setSendXPoweredBy(false);
        limits.setRequestHeaderSize(HEADER_BYTES);
        limits.setIdleTimeout(http.limits().idleTimeoutMs());
        limits.setMaxUnconsumedRequestContentReads(1);
        return limits;
    }

    static InetAddress address(Configuration.Http http) {
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
