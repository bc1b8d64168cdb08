package io.everbook.app.replay.shell;

import io.everbook.app.replay.LadderText;
import io.everbook.app.replay.MomentText;
import io.everbook.app.terminal.ProgressBar;
import io.everbook.app.terminal.Terminal;
import io.everbook.app.terminal.UserFault;
import io.everbook.core.book.BookView;
import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import io.everbook.replay.ProgressListener;
import io.everbook.replay.session.ReplaySession;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Where the shell stands in a journal, where it stood before, and what it remembers between two commands. */
final class Travel implements AutoCloseable {

    private final ReplaySession session;
    private final Supplier<ReplaySession> opener;
    private final ShellOutput output;
    private final MomentText moment;
    private final LadderText ladder;
    private final Breakpoints breakpoints = new Breakpoints();
    private final Watches watches = new Watches();
    private final Map<String, Long> marks = new TreeMap<>();
    private ReplaySession aside;
    private BookView earlier;
    private long earlierSequence = -1;
    private volatile boolean interrupted;

    /**
     * Sets out.
     *
     * @param opener opens the journal anew; the sessions are closed with this
     * @param output where everything is printed
     */
    Travel(Supplier<ReplaySession> opener, ShellOutput output) {
        this.opener = opener;
        this.output = output;
        session = opener.get();
        moment = new MomentText(session.instrument());
        ladder = new LadderText(session.instrument(), output.coloured());
    }

    /** A way to another position. */
    @FunctionalInterface
    interface Way {

        /** Goes it. */
        void go(ReplaySession session, ProgressListener progress);
    }

    ReplaySession session() {
        return session;
    }

    Instrument instrument() {
        return session.instrument();
    }

    /** {@return a second look at the same journal, to find things out without leaving the position} */
    ReplaySession aside() {
        if (aside == null) {
            aside = opener.get();
        }
        return aside;
    }

    Breakpoints breakpoints() {
        return breakpoints;
    }

    Watches watches() {
        return watches;
    }

    Map<String, Long> marks() {
        return marks;
    }

    MomentText moment() {
        return moment;
    }

    /** {@return the position before the last move; -1 before the first} */
    long earlierSequence() {
        return earlierSequence;
    }

    /** Refuses to tell of a command where there is none. */
    void requireCommand() {
        if (session.command() == null) {
            throw new UserFault("no command led here: this is the first position: sequence=" + session.sequence());
        }
    }

    void print(String line) {
        output.print(line);
    }

    /** Ends a long move where it is, from whatever thread. */
    void interrupt() {
        interrupted = true;
    }

    /** Goes somewhere and shows what is there. */
    void move(Way way) {
        BookView before = view();
        try {
            watchedOver(progress -> way.go(session, progress));
        } finally {
            if (session.sequence() != before.sequence()) {
                earlier = before;
                earlierSequence = before.sequence();
            }
        }
        show();
    }

    /** Does what may take long: with a progress bar, and until it is interrupted. */
    void watchedOver(Longsome work) {
        interrupted = false;
        ProgressBar bar = new ProgressBar(Terminal.ERR, "Replaying", "commands", output.watched());
        try {
            work.run((done, total) -> {
                bar.progress(done, total);
                if (interrupted) {
                    bar.stop();
                    throw new UserFault("interrupted: sequence=" + session.sequence());
                }
            });
        } finally {
            bar.end();
        }
    }

    /** Shows the last command, what came of it, the ladder, and what is watched. */
    void show() {
        if (session.command() != null) {
            showCommand();
        }
        draw(output.depth());
        watches.changes(session.market(), instrument()).forEach(this::print);
    }

    /** Shows the last command and what came of it. */
    void showCommand() {
        Command command = session.command();
        moment.command(command).forEach(this::print);
        moment.events(session.events(), command.participantId()).forEach(this::print);
    }

    /** Draws the ladder, with what is different from the position before the last move marked. */
    void draw(int depth) {
        BookView view = view();
        ladder.heading(view, session.timestampNanos()).forEach(this::print);
        ladder.ladder(view, earlier, depth).forEach(this::print);
    }

    private BookView view() {
        return session.market().view(Integer.MAX_VALUE);
    }

    @Override
    public void close() {
        session.close();
        if (aside != null) {
            aside.close();
        }
    }

    /** Work that may take long. */
    @FunctionalInterface
    interface Longsome {

        /** Does it. */
        void run(ProgressListener progress);
    }
}
