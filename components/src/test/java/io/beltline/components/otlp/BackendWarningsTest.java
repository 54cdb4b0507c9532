package io.beltline.components.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.FakeClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BackendWarningsTest {

  @Test
  void oneWarningInTenSecondsIsLogged() {
    FakeClock clock = new FakeClock();
    BackendWarnings warnings = new BackendWarnings(LoggerFactory.getLogger("test"), clock);
    assertThat(warnings.say("deprecated")).isTrue();
    assertThat(warnings.say("deprecated")).isFalse();
    clock.advance(Duration.ofSeconds(9));
    assertThat(warnings.say("deprecated")).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(warnings.say("deprecated")).isTrue();
    assertThat(warnings.say("deprecated")).isFalse();
  }
}
