package io.beltline.receiver.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.otlp.Room;
import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** What is written as a line is read again, and any other bytes are refused without harm. */
class LineReaderPropertyTest {
  private static final String MARKS = "\\\"\n =,_.ieN+-1";
  private static final String VALID =
      "m\\ x,t=1,u=\\,v f=1i,g=2.5,h=\"a\\\"\",i=t 1700000000000000000\n"
          + "prometheus,le=0.5 a_bucket=1\n"
          + "prometheus,quantile=0.5 b=2\n"
          + "prometheus b_count=1,b_sum=2\n"
          + "h,temporality=delta count=3,sum=2,0.5=1,+Inf=3,start_time=\"2023-04-13T22:34:00Z\"\n"
          + "n_By_sum value_delta_monotonic_int=3i,start_time_unix_nano=1i\n"
          + "n_By_histogram delta_0.5=3u,delta_1=4u,count=9u,min=1,max=2\n";

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withChars("abÄ.-_漢/ ,=\"#").ofMinLength(1).ofMaxLength(10);
  }

  @Provide
  Arbitrary<Map<String, String>> tags() {
    return Arbitraries.maps(words(), words()).ofMaxSize(4);
  }

  @Provide
  Arbitrary<Map<String, Object>> fields() {
    Arbitrary<Object> values =
        Arbitraries.oneOf(
            Arbitraries.longs().map(each -> (Object) each),
            Arbitraries.doubles().map(each -> (Object) each),
            Arbitraries.of(true, false).map(each -> (Object) each),
            Arbitraries.strings()
                .withChars("a\"\\\n ,=")
                .ofMaxLength(8)
                .map(each -> (Object) each));
    return Arbitraries.maps(words(), values).ofMinSize(1).ofMaxSize(4);
  }

  @Property(tries = 1000, seed = "20261128")
  void aLineIsReadAsItWasWritten(
      @ForAll("words") String measurement,
      @ForAll("tags") Map<String, String> tags,
      @ForAll("fields") Map<String, Object> fields,
      @ForAll @LongRange(min = 0) long time)
      throws MalformedLineException {
    StringBuilder text = new StringBuilder(name(measurement, " ,#"));
    tags.forEach((key, value) -> text.append(',').append(pair(key, name(value, " ,="))));
    char before = ' ';
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      text.append(before).append(pair(field.getKey(), value(field.getValue())));
      before = ',';
    }
    text.append(' ').append(time).append('\n');
    LineReader reader =
        new LineReader(Slice.utf8(text + "x y=1"), Precision.NANOSECONDS, 0, Room.unlimited());
    Line line = reader.next();
    assertThat(line).isEqualTo(new Line(start(measurement), new TreeMap<>(tags), fields, time));
    assertThat(reader.next()).isNotNull();
  }

  /** A backslash before a # keeps a line from being a comment, and stays. */
  private static String start(String measurement) {
    return measurement.replace("#", "\\#");
  }

  private static String pair(String key, String value) {
    return name(key, " ,=") + "=" + value;
  }

  private static String name(String text, String escaped) {
    StringBuilder out = new StringBuilder();
    for (char each : text.toCharArray()) {
      out.append(escaped.indexOf(each) >= 0 ? "\\" : "").append(each);
    }
    return out.toString();
  }

  private static String value(Object value) {
    return switch (value) {
      case Long whole -> whole + "i";
      case String text -> "\"" + name(text, "\"\\") + "\"";
      default -> value.toString();
    };
  }

  @Property(tries = 5000, seed = "20261128")
  void damagedLinesAreReadOrRefused(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = VALID.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(6); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] =
          (byte)
              (random.nextBoolean()
                  ? MARKS.charAt(random.nextInt(MARKS.length()))
                  : random.nextInt());
    }
    translate(bytes);
  }

  @Property(tries = 1000, seed = "20261128")
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    translate(bytes);
  }

  /** Each line comes to something, and what all come to is OTLP. */
  private static void translate(byte[] bytes) {
    Translation translation = new Translation(Room.unlimited());
    LineReader reader = new LineReader(Slice.of(bytes), Precision.NANOSECONDS, 1, Room.unlimited());
    int rounds = 0;
    while (true) {
      assertThat(rounds++).isLessThanOrEqualTo(bytes.length);
      try {
        Line line = reader.next();
        if (line == null) {
          break;
        }
        translation.add(line);
      } catch (MalformedLineException wrong) {
        assertThat(wrong).hasMessageMatching("(?s).+");
      }
    }
    Slice request = translation.request();
    assertThat(new Metrics(Payload.of(request)).itemCount()).isNotNegative();
  }
}
