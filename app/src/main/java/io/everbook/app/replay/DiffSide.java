package io.everbook.app.replay;

import io.everbook.app.terminal.JournalSource;
import io.everbook.app.terminal.UserFault;
import io.everbook.replay.ProgressListener;
import io.everbook.replay.session.ReplaySession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One side of {@code replay diff}, as it is written: {@code [PATH][@SEQ|@TIME]}. */
final class DiffSide implements AutoCloseable {

    private final String text;
    private final Path path;
    private final String position;
    private JournalSource source;
    private ReplaySession session;

    private DiffSide(String text, Path path, String position) {
        this.text = text;
        this.path = path;
        this.position = position;
    }

    /** {@return what a text names; the path is the default where it has none, the position the end} */
    static DiffSide of(String text, Path absent) {
        int at = text.lastIndexOf('@');
        if (at < 0 || Files.exists(Path.of(text))) {
            return new DiffSide(text, Path.of(text), null);
        }
        Path path = at == 0 ? absent : Path.of(text.substring(0, at));
        return new DiffSide(text, path, text.substring(at + 1));
    }

    /** Opens it and goes there. */
    void open(String symbol, ProgressListener progress) throws IOException {
        source = ReplaySource.open(path, symbol);
        if (source.symbols().size() > 1) {
            throw new UserFault("there are several symbols here; name one of " + String.join(", ", source.symbols())
                    + " with --symbol: path=" + path);
        }
        session = ReplaySession.open(source.storage(), source.symbols().get(0));
        if (position == null) {
            session.goTo(session.lastSequence(), progress);
        } else {
            Place.goTo(session, "position", position, progress);
        }
    }

    /** {@return whether both sides read the same files} */
    boolean sameFiles(DiffSide other) throws IOException {
        return Files.isSameFile(path, other.path);
    }

    ReplaySession session() {
        return session;
    }

    /** {@return how it was written} */
    String text() {
        return text;
    }

    @Override
    public void close() throws IOException {
        if (session != null) {
            session.close();
        }
        if (source != null) {
            source.close();
        }
    }
}
