package io.everbook.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.core.event.EventType;
import io.everbook.core.event.ExecutionEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepliesTest {

    private final Replies replies = new Replies();

    @Test
    void shouldGiveAnEventToWhoeverIsAttachedAndLetGoOfIt() {
        List<EventType> received = new ArrayList<>();
        EventReceiver receiver = event -> received.add(event.type());
        ExecutionEvent own = new ExecutionEvent().clear(EventType.ACCEPTED).attachment(receiver);
        ExecutionEvent others = new ExecutionEvent().clear(EventType.CANCELLED);
        ExecutionEvent book = new ExecutionEvent().clear(EventType.BOOK).attachment("a book");

        replies.onEvent(own, false);
        replies.onEvent(others, false);
        replies.onEvent(book, true);

        assertThat(received).containsExactly(EventType.ACCEPTED);
        assertThat(own.attachment()).isNull();
        assertThat(book.attachment()).isEqualTo("a book");
    }
}
