package io.everbook.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What events look like before they are records. */
class AuditEventTest {

    @ParameterizedTest
    @EnumSource(AuditKind.class)
    void shouldFindEachKindByItsCodeAndItsWord(AuditKind kind) {
        assertThat(AuditKind.ofCode(kind.code())).isSameAs(kind);
        assertThat(AuditKind.ofWord(kind.word())).isSameAs(kind);
    }

    @Test
    void shouldKnowNoOtherCodesAndWords() {
        assertThat(AuditKind.ofCode((byte) 0)).isNull();
        assertThat(AuditKind.ofCode((byte) (AuditKind.values().length + 1))).isNull();
        assertThat(AuditKind.ofCode((byte) -1)).isNull();
        assertThat(AuditKind.ofWord("STARTED")).isNull();
    }

    @Test
    void shouldForceEveryKindThatIsAPrivilege() {
        assertThat(Arrays.stream(AuditKind.values()).filter(kind -> kind.keeping() == AuditKind.Keeping.FORCED))
                .containsExactly(
                        AuditKind.CREDENTIAL_CHANGED,
                        AuditKind.OPERATOR_ACTION,
                        AuditKind.BACKUP,
                        AuditKind.SEGMENT_REMOVED);
    }

    @Test
    void shouldLeaveOutDetailsThatSayNothing() {
        assertThat(new AuditEvent.Stopped("").details()).isEmpty();
        assertThat(new AuditEvent.Recovered("BTC-USD", 7, 2, "00ff").details())
                .containsExactlyInAnyOrderEntriesOf(
                        java.util.Map.of("symbol", "BTC-USD", "sequence", "7", "replayed", "2", "digest", "00ff"));
    }

    @Test
    void shouldNotKeepAnIdThatNoKeyCanHave() {
        assertThat(AuditText.keyId("desk-7")).isEqualTo("desk-7");
        assertThat(AuditText.keyId("")).isEmpty();
        assertThat(AuditText.keyId("0123456789abcdef".repeat(4))).isEqualTo("?");
        assertThat(AuditText.keyId("desk 7\n")).isEqualTo("?");
    }

    @Test
    void shouldCutTextsToOneLineOfABoundedLength() {
        assertThat(AuditText.detail("one\r\ntwo\u0000")).isEqualTo("one  two ");
        assertThat(AuditText.detail("x".repeat(10_000)))
                .hasSize(AuditText.MAX_DETAIL)
                .endsWith("...");
        assertThat(AuditText.address("1".repeat(100))).hasSize(AuditText.MAX_ADDRESS);
    }
}
