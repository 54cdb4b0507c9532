package io.beltline.transport.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.transport.config.KeepaliveClientConfig;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientSetupTest {

  @ParameterizedTest
  @CsvSource({"1, 5, 20", "1, 60, 60", "40, 0, 40", "0, 0, 20"})
  void aPeerThatStandsStillIsWaitedForAsLongAsACallMayTake(int timeout, int longest, int expected) {
    KeepaliveClientConfig keepalive =
        new KeepaliveClientConfig(Duration.ZERO, Duration.ofSeconds(timeout), false);
    assertThat(ClientSetup.patience(keepalive, Duration.ofSeconds(longest)))
        .isEqualTo(Duration.ofSeconds(expected));
  }
}
