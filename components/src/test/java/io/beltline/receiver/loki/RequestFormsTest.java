package io.beltline.receiver.loki;

import static io.beltline.components.loki.LokiSchema.entry;
import static io.beltline.components.loki.LokiSchema.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.testkit.FakeClock;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Which time records have. */
class RequestFormsTest {
  private final FakeClock clock = new FakeClock();

  private String times(boolean incoming, Slice message) {
    Slice otlp = new RequestForms(incoming, clock).protobuf(message);
    Telemetry logs = Telemetry.of(Signal.LOGS, Payload.of(otlp));
    return new String(OtlpJson.write(logs), StandardCharsets.UTF_8);
  }

  private static Slice at(long seconds) {
    return Slice.of(request("{a=\"b\"}", entry(seconds, "x")).toByteArray());
  }

  @Test
  void theTimeOfArrivalIsUsual() {
    String now = Long.toString(clock.unixNanos());
    assertThat(times(false, at(5)))
        .contains("\"timeUnixNano\":\"" + now + "\"")
        .contains("\"observedTimeUnixNano\":\"" + now + "\"");
    assertThat(times(true, at(5)))
        .contains("\"timeUnixNano\":\"5000000000\"")
        .contains("\"observedTimeUnixNano\":\"" + now + "\"");
  }

  @Test
  void timesThatOtlpCannotSayAreNone() {
    String now = "\"timeUnixNano\":\"" + clock.unixNanos() + "\"";
    assertThat(times(true, at(0))).contains(now);
    assertThat(times(true, at(-5))).contains(now);
    assertThat(times(true, at(Long.MAX_VALUE))).contains(now);
  }
}
