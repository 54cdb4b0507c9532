package io.beltline.receiver.webhookevent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.components.expression.JsonText;
import io.beltline.components.otlp.Room;
import io.beltline.model.Logs;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Any body has as many records as lines, and any bytes are JSON values or none. */
class BodiesPropertyTest {

  private static int records(EventWriter out) {
    Slice request = out.toRequest(Map.of(), "webhook_event", "1");
    return request.length() == 0 ? 0 : new Logs(Payload.of(request)).itemCount();
  }

  @Property(tries = 500, seed = "20261128")
  void everyLineIsARecord(@ForAll String text) {
    String body = text + "\n" + text;
    EventWriter out = new EventWriter(Room.unlimited(), 1, Slice.EMPTY);
    Bodies.lines(Slice.of(body.getBytes(StandardCharsets.UTF_8)), out);
    long feeds = body.chars().filter(c -> c == '\n').count();
    assertThat(records(out)).isEqualTo((int) feeds + (body.endsWith("\n") ? 0 : 1));
  }

  @Property(tries = 1000, seed = "20261128")
  void anyBytesAreValuesOrNone(@ForAll byte[] bytes) {
    EventWriter out = new EventWriter(Room.unlimited(), 1, Slice.EMPTY);
    try {
      Bodies.values(Slice.of(bytes), out);
    } catch (MalformedTelemetryException none) {
      assertThat(none.getMessage()).startsWith("no JSON: ");
    }
  }

  @Property(tries = 500, seed = "20261128")
  void valuesAreReadInUtf8Only(
      @ForAll String text,
      @ForAll("charsets") String charset,
      @ForAll boolean marked,
      @ForAll @IntRange(max = 4) int cut) {
    String body = (marked ? "\ufeff" : "") + "{\"a\": \"x\"} [1] 2 " + JsonText.write(text);
    byte[] bytes = body.getBytes(Charset.forName(charset));
    Slice sent = Slice.of(Arrays.copyOf(bytes, bytes.length - cut));
    EventWriter out = new EventWriter(Room.unlimited(), 1, Slice.EMPTY);
    assertThatThrownBy(() -> Bodies.values(sent, out))
        .isInstanceOf(MalformedTelemetryException.class)
        .hasMessageStartingWith("no JSON: ");
    assertThat(records(out)).isZero();
  }

  @Provide
  Arbitrary<String> charsets() {
    return Arbitraries.of("UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE");
  }
}
