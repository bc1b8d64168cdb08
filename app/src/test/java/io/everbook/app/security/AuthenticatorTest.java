package io.everbook.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.everbook.app.security.AuthenticationException.Code;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {

    private static final long NOW = 1_712_345_678_900_000_000L;
    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final ApiKey DESK =
            new ApiKey("desk-7", Role.TRADER, 7, "00112233445566778899aabbccddeeff".repeat(2));
    private static final String BODY = "{\"side\":\"buy\"}";

    private final AtomicLong clock = new AtomicLong(NOW);
    private final Authenticator authenticator = new Authenticator(new OneKey(DESK), WINDOW, clock::get);

    /** A store of one key. */
    private record OneKey(ApiKey key) implements ApiKeys {

        @Override
        public ApiKey find(String id) {
            return key.id().equals(id) ? key : null;
        }

        @Override
        public boolean isEmpty() {
            return false;
        }
    }

    @Test
    void shouldSignAsOpensslDoes() {
        assertThat(RequestSignature.sign(DESK, "" + NOW, "POST", "/orders?x=1", bytes(BODY)))
                .isEqualTo("ab86b1af8bb2e4d4547e92591bb40c51fada42642c8bc6d2070d35f57b0957da");
    }

    @Test
    void shouldFindTheKeyThatSigned() {
        assertThat(authenticator.authenticate(signed(NOW))).isSameAs(DESK);
    }

    @Test
    void shouldReadASignatureInBase64() {
        byte[] signature = HexFormat.of().parseHex(signed(NOW).signature());
        assertThat(authenticator.authenticate(
                        with(signed(NOW), Base64.getEncoder().encodeToString(signature))))
                .isSameAs(DESK);
    }

    @Test
    void shouldRefuseEveryChangeOfWhatWasSigned() {
        SignedRequest good = signed(NOW);
        refuses(
                Code.SIGNATURE_INVALID,
                new SignedRequest("desk-7", "" + NOW, good.signature(), "PUT", "/a", bytes(BODY)));
        refuses(
                Code.SIGNATURE_INVALID,
                new SignedRequest("desk-7", "" + NOW, good.signature(), "POST", "/b", bytes(BODY)));
        refuses(
                Code.SIGNATURE_INVALID,
                new SignedRequest("desk-7", "" + NOW, good.signature(), "POST", "/a", bytes("")));
        refuses(
                Code.SIGNATURE_INVALID,
                new SignedRequest("desk-7", "" + (NOW + 1), good.signature(), "POST", "/a", bytes(BODY)));
        refuses(
                Code.SIGNATURE_INVALID,
                new SignedRequest("desk-8", "" + NOW, good.signature(), "POST", "/a", bytes(BODY)));
        for (int i = 0; i < good.signature().length(); i++) {
            char[] flipped = good.signature().toCharArray();
            flipped[i] = flipped[i] == '0' ? '1' : '0';
            refuses(Code.SIGNATURE_INVALID, with(good, new String(flipped)));
        }
        assertThat(authenticator.authenticate(good))
                .as("none of them used it up")
                .isSameAs(DESK);
    }

    @Test
    void shouldAnswerTheSameForAnUnknownKeyAndAWrongSignature() {
        SignedRequest good = signed(NOW);
        SignedRequest unknown =
                new SignedRequest("desk-8", good.timestamp(), good.signature(), "POST", "/a", bytes(BODY));
        String message = message(() -> authenticator.authenticate(unknown));
        assertThat(message(() -> authenticator.authenticate(with(good, "0".repeat(64)))))
                .isEqualTo(message);
        assertThat(message(() -> authenticator.authenticate(with(good, "not a signature"))))
                .isEqualTo(message);
    }

    @Test
    void shouldLockOutAnUnknownKeyAsOneThatThereIs() {
        for (String keyId : new String[] {"desk-7", "desk-8"}) {
            SignedRequest wrong = new SignedRequest(keyId, "" + NOW, "0".repeat(64), "POST", "/a", bytes(BODY));
            for (int i = 0; i < 10; i++) {
                String address = "10.0." + keyId.charAt(5) + "." + i;
                assertThat(message(() -> authenticator.authenticate(wrong, address)))
                        .as(keyId + " " + i)
                        .startsWith("no such key, or");
            }
            assertThat(message(() -> authenticator.authenticate(wrong, "10.0.0.1")))
                    .as(keyId)
                    .endsWith("try again in 1 s");
        }
    }

    /** Measured in what a thread allocates and in its CPU time, of bodies so large that their HMAC is most of it. */
    @Test
    void shouldDoTheSameWorkForAnUnknownKeyAsForAWrongSignature() {
        byte[] body = new byte[64 << 10];
        SignedRequest wrong = new SignedRequest("desk-7", "" + NOW, "0".repeat(64), "POST", "/a", body);
        SignedRequest unknown = new SignedRequest("desk-8", "" + NOW, "0".repeat(64), "POST", "/a", body);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] bytes = {Long.MAX_VALUE, Long.MAX_VALUE};
        long[] nanos = {Long.MAX_VALUE, Long.MAX_VALUE};
        for (int round = 0; round < 200; round++) {
            for (int which = 0; which < 2; which++) {
                long bytesBefore = thread.getCurrentThreadAllocatedBytes();
                long nanosBefore = thread.getCurrentThreadCpuTime();
                refuses(Code.SIGNATURE_INVALID, which == 0 ? wrong : unknown);
                nanos[which] = Math.min(nanos[which], thread.getCurrentThreadCpuTime() - nanosBefore);
                bytes[which] = Math.min(bytes[which], thread.getCurrentThreadAllocatedBytes() - bytesBefore);
            }
        }
        assertThat((double) bytes[1] / bytes[0]).as("allocated").isCloseTo(1.0, within(0.02));
        assertThat((double) nanos[1] / nanos[0]).as("CPU time").isBetween(0.5, 2.0);
    }

    @Test
    void shouldSayWhatIsMissing() {
        SignedRequest good = signed(NOW);
        refuses(Code.SIGNATURE_MISSING, with(good, ""));
        refuses(Code.SIGNATURE_MISSING, new SignedRequest("", "" + NOW, good.signature(), "POST", "/a", bytes(BODY)));
        refuses(Code.SIGNATURE_MISSING, new SignedRequest("desk-7", "", good.signature(), "POST", "/a", bytes(BODY)));
    }

    @Test
    void shouldLetEachSignaturePassOnceForAsLongAsItsTimestampIsGood() {
        SignedRequest early = signed(NOW + WINDOW.toNanos());
        authenticator.authenticate(early);
        for (int i = 0; i <= 20; i++) {
            refuses(Code.SIGNATURE_REPLAYED, early);
            clock.addAndGet(WINDOW.toNanos() / 10);
        }
        refuses(Code.TIMESTAMP_OUTSIDE_WINDOW, early);
    }

    @Test
    void shouldRefuseATimestampOutsideTheWindow() {
        long start = NOW;
        clock.set(start + 10 * WINDOW.toNanos());
        long now = clock.get();
        refuses(Code.TIMESTAMP_OUTSIDE_WINDOW, signed(now - WINDOW.toNanos() - 1));
        refuses(Code.TIMESTAMP_OUTSIDE_WINDOW, signed(now + WINDOW.toNanos() + 1));
        assertThatCode(() -> authenticator.authenticate(signed(now - WINDOW.toNanos())))
                .doesNotThrowAnyException();
        assertThatCode(() -> authenticator.authenticate(signed(now + WINDOW.toNanos())))
                .doesNotThrowAnyException();
        refuses(Code.TIMESTAMP_OUTSIDE_WINDOW, signed("soon"));
        refuses(Code.TIMESTAMP_OUTSIDE_WINDOW, signed("" + Long.MAX_VALUE + "0"));
    }

    @Test
    void shouldRefuseWhatWasSignedBeforeItsStart() {
        refuses(Code.TIMESTAMP_OUTSIDE_WINDOW, signed(NOW - 1));
    }

    @Test
    void shouldRefuseRatherThanForget() {
        ReplayWindow window = new ReplayWindow(1_000, 2, 0);
        assertThat(window.admit(mark(1), 10, 10)).isEqualTo(ReplayWindow.Verdict.FRESH);
        assertThat(window.admit(mark(2), 10, 10)).isEqualTo(ReplayWindow.Verdict.FRESH);
        assertThat(window.admit(mark(3), 10, 10)).isEqualTo(ReplayWindow.Verdict.FULL);
        assertThat(window.admit(mark(1), 10, 10)).isEqualTo(ReplayWindow.Verdict.REPLAYED);
        assertThat(window.admit(mark(3), 2_100, 2_100)).isEqualTo(ReplayWindow.Verdict.FRESH);
    }

    @Test
    void shouldNotShowTheSecretOfAKey() {
        assertThat(DESK.toString()).contains("desk-7").doesNotContain("00112233");
    }

    private static byte[] mark(int value) {
        return new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) value};
    }

    private static SignedRequest signed(long timestamp) {
        return signed("" + timestamp);
    }

    private static SignedRequest signed(String timestamp) {
        String signature = RequestSignature.sign(DESK, timestamp, "POST", "/a", bytes(BODY));
        return new SignedRequest("desk-7", timestamp, signature, "POST", "/a", bytes(BODY));
    }

    private static SignedRequest with(SignedRequest request, String signature) {
        return new SignedRequest(
                request.keyId(), request.timestamp(), signature, request.method(), request.target(), request.body());
    }

    private void refuses(Code code, SignedRequest request) {
        assertThatThrownBy(() -> authenticator.authenticate(request))
                .isInstanceOfSatisfying(
                        AuthenticationException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static String message(ThrowingCallable call) {
        String[] message = new String[1];
        assertThatThrownBy(call).satisfies(refused -> message[0] = refused.getMessage());
        return message[0];
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
