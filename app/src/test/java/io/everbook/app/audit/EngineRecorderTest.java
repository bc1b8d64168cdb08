package io.everbook.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.everbook.app.engine.EngineProbe;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EngineRecorderTest {

    @Test
    void shouldPassOnEverythingThatAnEngineTells() {
        assertThat(Arrays.stream(EngineProbe.class.getMethods()).map(Method::getName))
                .isSubsetOf(Arrays.stream(EngineRecorder.class.getDeclaredMethods())
                        .map(Method::getName)
                        .toList());
    }
}
