package io.everbook.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockOutTest {

    private static final String ELSEWHERE = "10.0.0.9";

    private final List<String> told = new ArrayList<>();
    private final LockOut lockOut = new LockOut(new LockOutListener() {
        @Override
        public void lockedOut(String keyId, String address, long failures, long untilMillis) {
            told.add("locked [" + keyId + "] [" + address + "] " + failures + " until " + untilMillis);
        }

        @Override
        public void ended(String keyId, String address, long failures, long refused) {
            told.add("ended [" + keyId + "] [" + address + "] " + failures + " refused " + refused);
        }

        @Override
        public void cleared(String keyId, String address) {
            told.add("cleared [" + keyId + "] [" + address + "]");
        }
    });

    @Test
    void shouldLockOutAKeyAndAnAddressAfterTenFailures() {
        fail("desk-7", ELSEWHERE, 9);
        assertThat(lockOut.refusedForMillis("desk-7", ELSEWHERE, 0)).isZero();
        fail("desk-7", ELSEWHERE, 1);
        assertThat(told)
                .containsExactly("locked [desk-7] [] 10 until 1000", "locked [] [" + ELSEWHERE + "] 10 until 1000");
        assertThat(lockOut.refusedForMillis("desk-7", "10.0.0.8", 0))
                .as("the key")
                .isEqualTo(1_000);
        assertThat(lockOut.refusedForMillis("other", ELSEWHERE, 400))
                .as("the address")
                .isEqualTo(600);
        assertThat(lockOut.refusedForMillis("other", "10.0.0.8", 0)).isZero();
        assertThat(lockOut.refusedForMillis("desk-7", ELSEWHERE, 1_000))
                .as("afterwards")
                .isZero();
    }

    @Test
    void shouldDoubleTheTimeWithEachFailureUpToAQuarterOfAnHour() {
        fail("desk-7", ELSEWHERE, 10);
        long now = 1_000;
        for (long expected :
                new long[] {2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 512_000, 900_000, 900_000}) {
            lockOut.failed("desk-7", ELSEWHERE, now);
            assertThat(lockOut.refusedForMillis("desk-7", "", now)).isEqualTo(expected);
            now += expected;
        }
        assertThat(LockOut.MAX_MILLIS).isEqualTo(900_000);
    }

    @Test
    void shouldNeitherLengthenNorTellALockOutForWhatFailsMeanwhile() {
        fail("desk-7", ELSEWHERE, 10);
        told.clear();
        fail("desk-7", ELSEWHERE, 1_000);
        assertThat(told).isEmpty();
        assertThat(lockOut.refusedForMillis("desk-7", ELSEWHERE, 0)).isEqualTo(1_000);
        lockOut.failed("desk-7", ELSEWHERE, 1_000);
        assertThat(told)
                .containsExactly(
                        "ended [desk-7] [] 10 refused 1",
                        "locked [desk-7] [] 11 until 3000",
                        "ended [] [" + ELSEWHERE + "] 10 refused 1",
                        "locked [] [" + ELSEWHERE + "] 11 until 3000");
    }

    @Test
    void shouldCountWhatCanBeNoKeyForItsAddressAlone() {
        fail("no key, ".repeat(100), ELSEWHERE, 10);
        assertThat(told).containsExactly("locked [] [" + ELSEWHERE + "] 10 until 1000");
    }

    @Test
    void shouldForgetFailuresOnceTheKeyIsLetIn() {
        fail("desk-7", ELSEWHERE, 9);
        lockOut.succeeded("desk-7", ELSEWHERE);
        fail("desk-7", "10.0.0.8", 9);
        assertThat(lockOut.refusedForMillis("desk-7", "10.0.0.8", 0)).isZero();
        assertThat(told).as("nobody was locked out").isEmpty();
    }

    @Test
    void shouldTellThatALockOutIsForgottenOnce() {
        fail("desk-7", "", 10);
        told.clear();
        lockOut.succeeded("desk-7", ELSEWHERE);
        lockOut.succeeded("desk-7", ELSEWHERE);
        assertThat(told).containsExactly("ended [desk-7] [] 10 refused 0", "cleared [desk-7] [" + ELSEWHERE + "]");
    }

    @Test
    void shouldTellHowManyWereRefusedOnceALockOutIsOver() {
        fail("desk-7", ELSEWHERE, 10);
        told.clear();
        for (int i = 0; i < 5; i++) {
            lockOut.refusedForMillis("desk-7", "10.0.0.1", i);
            lockOut.refusedForMillis("desk-8", ELSEWHERE, i);
        }
        lockOut.refusedForMillis("desk-7", ELSEWHERE, 999);
        lockOut.tellEnded(999);
        assertThat(told).isEmpty();
        lockOut.tellEnded(1_000);
        lockOut.tellEnded(1_001);
        assertThat(told).containsExactly("ended [desk-7] [] 10 refused 6", "ended [] [" + ELSEWHERE + "] 10 refused 6");
    }

    @Test
    void shouldTellTheEndOfALockOutBeforeTheNextOne() {
        fail("desk-7", "", 10);
        lockOut.refusedForMillis("desk-7", "", 0);
        lockOut.failed("desk-7", "", 1_000);
        assertThat(told)
                .containsExactly(
                        "locked [desk-7] [] 10 until 1000",
                        "ended [desk-7] [] 10 refused 1",
                        "locked [desk-7] [] 11 until 3000");
    }

    @Test
    void shouldTellTheEndOfLockOutsOfAnEarlierLifeUnlessItWasTold() {
        lockOut.restore("desk-7", "", 12, 4_000);
        lockOut.restore("", ELSEWHERE, 10, 4_000);
        lockOut.restoreEnded("", ELSEWHERE);
        lockOut.tellEnded(4_000);
        assertThat(told).containsExactly("ended [desk-7] [] 12 refused 0");
    }

    @Test
    void shouldNotLetAnybodyStopATraderWhoIsKnown() {
        lockOut.succeeded("desk-7", "10.0.0.1");
        fail("desk-7", ELSEWHERE, 20);
        assertThat(lockOut.refusedForMillis("desk-7", "10.0.0.1", 0)).isZero();
        assertThat(lockOut.refusedForMillis("desk-7", "10.0.0.2", 0)).isPositive();
    }

    @Test
    void shouldGoOnWithWhatItIsToldOfAnEarlierLife() {
        lockOut.restore("desk-7", "", 12, 4_000);
        lockOut.restore("", ELSEWHERE, 10, 1_000);
        lockOut.knows("desk-8", "10.0.0.1");
        assertThat(lockOut.refusedForMillis("desk-7", "10.0.0.2", 0)).isEqualTo(4_000);
        assertThat(lockOut.refusedForMillis("x", ELSEWHERE, 0)).isEqualTo(1_000);
        lockOut.failed("desk-7", "", 4_000);
        assertThat(told).containsExactly("ended [desk-7] [] 12 refused 1", "locked [desk-7] [] 13 until 12000");
        lockOut.restoreCleared("desk-7", ELSEWHERE);
        assertThat(lockOut.refusedForMillis("desk-7", ELSEWHERE, 0)).isZero();
    }

    @Test
    void shouldHoldABoundedNumberOfNames() {
        for (int i = 0; i < 50_000; i++) {
            lockOut.failed("key" + i, "", 0);
        }
        fail("key1", ELSEWHERE, 9);
        assertThat(lockOut.refusedForMillis("key1", "", 0))
                .as("its failure of before is forgotten")
                .isZero();
    }

    private void fail(String keyId, String address, int times) {
        for (int i = 0; i < times; i++) {
            lockOut.failed(keyId, address, 0);
        }
    }
}
