package io.everbook.app.logging;

import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A logger: knows from which level on its name is logged, and hands lines to the {@link Log}. */
final class EngineLogger extends LegacyAbstractLogger {

    private static final long serialVersionUID = 1L;
    private static final String OURS = "io.everbook.";

    private final boolean ours;

    EngineLogger(String name) {
        this.name = name;
        ours = name.startsWith(OURS);
    }

    @Override
    public boolean isTraceEnabled() {
        return isEnabled(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return isEnabled(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return isEnabled(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return isEnabled(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return isEnabled(Level.ERROR);
    }

    private boolean isEnabled(Level level) {
        return level.toInt() >= (ours ? Log.ourLevel() : Log.librariesLevel()).toInt();
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String pattern, Object[] arguments, Throwable failure) {
        String message = MessageFormatter.basicArrayFormat(pattern, arguments);
        Log.write(new LogLine(level, name, Thread.currentThread().getName(), message, failure));
    }
}
