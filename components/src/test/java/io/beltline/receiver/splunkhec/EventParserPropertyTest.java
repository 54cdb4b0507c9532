package io.beltline.receiver.splunkhec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.components.otlp.Room;
import io.beltline.model.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever comes: events, or Splunk's words about why they are none. */
class EventParserPropertyTest {
  private static final String VALID =
      "{\"time\":1.5,\"host\":\"h\",\"event\":{\"a\":[1,{\"b\":\"\\u00e9\"}]},\"fields\":{\"c\":[1]}}";

  private static List<HecEvent> parse(byte[] bytes) {
    List<HecEvent> events = new ArrayList<>();
    new EventParser(Room.unlimited()).read(Slice.of(bytes), events::add);
    return events;
  }

  @Property(tries = 3000, seed = "20261128")
  void damagedEventsAreRefused(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = (VALID + VALID).getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    tryToParse(bytes);
  }

  @Property(tries = 1000, seed = "20261128")
  void anyBytesAreRefused(@ForAll byte[] bytes) {
    tryToParse(bytes);
  }

  private static void tryToParse(byte[] bytes) {
    try {
      for (HecEvent event : parse(bytes)) {
        assertThat(event.event()).isNotNull();
        assertThat(event.time()).isNotNegative();
      }
    } catch (InvalidEventException invalid) {
      assertThat(invalid.answer().status()).isEqualTo(400);
    }
  }

  @Property(tries = 500, seed = "20261128")
  void aTimeIsTheSameInEachUnit(
      @ForAll @LongRange(min = 1_000_000_000L, max = 9_000_000_000L) long seconds) {
    long nanos = seconds * 1_000_000_000L;
    assertThat(HecTime.nanos(seconds + "")).isEqualTo(nanos);
    assertThat(HecTime.nanos(seconds + ".000")).isEqualTo(nanos);
    if (seconds < 9_000_000_000L) {
      assertThat(HecTime.nanos(seconds + "001")).isEqualTo(nanos + 1_000_000);
      assertThat(HecTime.nanos(seconds + "000001")).isEqualTo(nanos + 1000);
      assertThat(HecTime.nanos(seconds + "000000001")).isEqualTo(nanos + 1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "-1,0",
    "1e400,0",
    "1e-400,0",
    "1e18,1000000000000000000",
    "9e18,9000000000000000000"
  })
  void timesThatOtlpCannotSayAreNone(String text, long nanos) {
    assertThat(HecTime.nanos(text)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @CsvSource({"59, true", "60, false", "99, false"})
  void eventsAreNoDeeperThanRecordsMayBe(int arrays, boolean taken) {
    String event = "{\"event\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}";
    byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
    if (taken) {
      assertThat(parse(bytes)).hasSize(1);
    } else {
      assertThatThrownBy(() -> parse(bytes)).isInstanceOf(InvalidEventException.class);
    }
  }

  @Test
  void eventsAreNotDeeperThanAStack() {
    byte[] deep = ("{\"event\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> parse(deep)).isInstanceOf(InvalidEventException.class);
  }
}
