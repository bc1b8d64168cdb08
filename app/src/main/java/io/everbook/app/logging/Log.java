package io.everbook.app.logging;

import io.everbook.app.configuration.LogFormat;
import io.everbook.app.configuration.Logging;
import io.everbook.app.terminal.UserFault;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.event.Level;

/** Where lines go. Until it is configured: to standard error, as text. Any thread may log; lines do not mix. */
public final class Log {

    private static final Object LOCK = new Object();
    private static final Clock CLOCK = Clock.systemUTC();

    private static volatile Level ourLevel = Level.INFO;
    private static volatile Level librariesLevel = Level.WARN;
    private static LogFormat format = LogFormat.TEXT;
    private static LogFile file;

    private Log() {}

    /**
     * Sets how it is logged from now on, and opens the file, if there is one.
     *
     * @param logging how
     * @throws UserFault where the file cannot be opened
     */
    public static void configure(Logging logging) {
        LogFile opened = logging.file().isEmpty() ? null : open(logging);
        synchronized (LOCK) {
            if (file != null) {
                file.close();
            }
            file = opened;
            format = logging.format();
        }
        ourLevel = Level.valueOf(logging.level().name());
        librariesLevel = ourLevel == Level.ERROR ? Level.ERROR : Level.WARN;
    }

    private static LogFile open(Logging logging) {
        try {
            return LogFile.open(Path.of(logging.file()), logging.maxFileBytes(), logging.keepFiles());
        } catch (IOException | InvalidPathException fault) {
            throw new UserFault("the log file cannot be opened: make its folder writable, or change \"logging.file\":"
                    + " logging.file=" + logging.file() + " cause=" + fault);
        }
    }

    static Level ourLevel() {
        return ourLevel;
    }

    static Level librariesLevel() {
        return librariesLevel;
    }

    static void write(LogLine line) {
        Instant now = CLOCK.instant();
        synchronized (LOCK) {
            PrintStream console = System.err;
            print(console, line.forConsole(format, now));
            if (file != null) {
                String fault = file.write(line.forFile(format, now), now);
                if (fault != null) {
                    LogLine told = new LogLine(Level.ERROR, Log.class.getName(), line.thread(), fault, null);
                    print(console, told.forConsole(format, now));
                }
            }
        }
    }

    private static void print(PrintStream console, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        console.write(bytes, 0, bytes.length);
        console.flush();
    }
}
