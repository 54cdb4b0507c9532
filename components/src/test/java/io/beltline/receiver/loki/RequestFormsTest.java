package io.beltline.receiver.loki;

import static io.beltline.components.loki.LokiSchema.entry;
import static io.beltline.components.loki.LokiSchema.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DynamicMessage;
import io.beltline.api.Reservation;
import io.beltline.components.otlp.Peak;
import io.beltline.components.otlp.Room;
import io.beltline.components.otlp.Room.NoRoomException;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.testkit.FakeClock;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which time records have. */
class RequestFormsTest {
  private final FakeClock clock = new FakeClock();

  private String times(boolean incoming, Slice message) {
    Slice otlp = new RequestForms(incoming, clock).protobuf(message, Room.unlimited());
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
  void whatEntriesRepeatIsAskedForFirst() {
    DynamicMessage[] entries =
        IntStream.range(1, 1000).mapToObj(i -> entry(i, "x")).toArray(DynamicMessage[]::new);
    byte[] push = request("{a=\"" + "v".repeat(100_000) + "\"}", entries).toByteArray();
    Peak account = new Peak(10 << 20);
    try (Reservation request = account.request(push.length)) {
      Room room = Room.beside(request);
      assertThatThrownBy(() -> new RequestForms(true, clock).protobuf(Slice.of(push), room))
          .isInstanceOf(NoRoomException.class);
    }
    assertThat(account.held()).isZero();
  }

  @Test
  void whatIsGatheredOfJsonIsAskedForFirst() {
    String entries = String.join(",", Collections.nCopies(100_000, "[\"1\",\"a\",{\"b\":\"\"}]"));
    refused("{\"streams\":[{\"stream\":{},\"values\":[" + entries + "]}]}", 8 << 20);
    StringBuilder labels = new StringBuilder("\"a\":\"\"");
    for (int i = 0; i < 100_000; i++) {
      labels.append(",\"a").append(i).append("\":\"\"");
    }
    refused("{\"streams\":[{\"stream\":{" + labels + "},\"values\":[]}]}", 8 << 20);
  }

  private static void refused(String json, long most) {
    Slice push = Slice.utf8(json);
    Peak account = new Peak(most);
    try (Reservation request = account.request(push.length())) {
      Room room = Room.beside(request);
      RecordWriter records = new RecordWriter(true, 1, room);
      assertThatThrownBy(() -> new JsonPush(records, room).read(push))
          .isInstanceOf(NoRoomException.class);
      assertThat(records.toRequest()).as("what was made before").isEqualTo(Slice.EMPTY);
    }
    assertThat(account.held()).isZero();
  }

  @Test
  void timesThatOtlpCannotSayAreNone() {
    String now = "\"timeUnixNano\":\"" + clock.unixNanos() + "\"";
    assertThat(times(true, at(0))).contains(now);
    assertThat(times(true, at(-5))).contains(now);
    assertThat(times(true, at(Long.MAX_VALUE))).contains(now);
  }
}
