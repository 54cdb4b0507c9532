package io.beltline.receiver.carbon;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.testkit.BoundYaml;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** What is written as a line is read again, and any other bytes are refused without harm. */
class CarbonLinePropertyTest {
  private final CarbonLine lines =
      new CarbonLine(new PathReader(BoundYaml.value(CarbonReceiverConfig.class, "{}").parser()));

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withChars("abÄ.-_漢/").ofMinLength(1).ofMaxLength(10);
  }

  @Provide
  Arbitrary<Map<String, String>> tags() {
    return Arbitraries.maps(words(), words()).ofMaxSize(4);
  }

  @Property(tries = 500, seed = "20261128")
  void aLineIsReadAsItWasWritten(
      @ForAll("words") String name,
      @ForAll("tags") Map<String, String> tags,
      @ForAll double value,
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long time)
      throws MalformedLineException {
    StringBuilder path = new StringBuilder(name);
    tags.forEach((key, text) -> path.append(';').append(key).append('=').append(text));
    byte[] line = (path + " " + value + " " + time).getBytes(StandardCharsets.UTF_8);
    CarbonLine.Measured read = lines.read(line, 0, line.length, 0);
    assertThat(read.head().name()).isEqualTo(name);
    NumberDataPointView point = new NumberDataPointView();
    point.wrap(read.point());
    assertThat(point.asDouble()).isEqualTo(value);
    assertThat(point.timeUnixNano()).isEqualTo(time * 1_000_000_000);
    Map<String, String> found = new TreeMap<>();
    for (var walk = point.attributes(); walk.next(); ) {
      found.put(walk.key(), walk.value().asString());
    }
    assertThat(found).isEqualTo(tags);
  }

  @Property(tries = 2000, seed = "20261128")
  void anyTextIsReadOrRefused(@ForAll("texts") String text) {
    byte[] line = text.getBytes(StandardCharsets.UTF_8);
    try {
      assertThat(lines.read(line, 0, line.length, 0).head().name()).isNotEmpty();
    } catch (MalformedLineException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("a1;= .-+eNI\u0000").ofMaxLength(20);
  }
}
