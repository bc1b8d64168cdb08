package io.everbook.app.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void shouldBeZeroOnceItIsClosed() {
        byte[] bytes = "correct horse".getBytes(StandardCharsets.UTF_8);
        Secret secret = Secret.taking(bytes);
        secret.close();
        secret.close();
        assertThat(bytes).containsOnly(0);
        assertThat(secret.isClosed()).isTrue();
        assertThatThrownBy(secret::bytes).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldZeroTheBufferThatItWasMovedFrom() {
        byte[] buffer = "correct horse\0\0\0".getBytes(StandardCharsets.UTF_8);
        Secret secret = Secret.moving(buffer, 13);
        assertThat(buffer).containsOnly(0);
        assertThat(secret.bytes()).isEqualTo("correct horse".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldNotShowItself() {
        Secret secret = Secret.taking("correct horse".getBytes(StandardCharsets.UTF_8));
        assertThat(secret.toString()).doesNotContain("correct").doesNotContain("13");
    }

    @Test
    void shouldMatchOnlyTheSame() {
        Secret secret = Secret.taking(new byte[] {1, 2, 3});
        assertThat(secret.matches(Secret.taking(new byte[] {1, 2, 3}))).isTrue();
        assertThat(secret.matches(Secret.taking(new byte[] {1, 2, 4}))).isFalse();
        assertThat(secret.matches(Secret.taking(new byte[] {1, 2}))).isFalse();
    }
}
