package io.beltline.receiver.zipkin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.model.MalformedTelemetryException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpTextTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1",
    "0:0:0:0:0:0:0:1, ::1",
    "0:0:0:0:0:0:0:0, ::",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "fe80:0:0:0:0:0:0:0, fe80::",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
  })
  void theShortestForm(String written, String text) {
    assertThat(IpText.of(InetAddress.ofLiteral(written).getAddress())).isEqualTo(text);
    assertThat(InetAddress.ofLiteral(text)).isEqualTo(InetAddress.ofLiteral(written));
  }

  @Test
  void otherSizesAreNoAddresses() {
    assertThat(IpText.of(new byte[0])).isEmpty();
    assertThatThrownBy(() -> IpText.of(new byte[5]))
        .isInstanceOf(MalformedTelemetryException.class)
        .hasMessage("an IP address has 5 bytes (expected: 4 or 16)");
  }
}
