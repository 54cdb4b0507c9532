package io.beltline.components.loki;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.MalformedTelemetryException;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is written is read again; what is damaged gives the documented error and no other. */
class StreamLabelsPropertyTest {
  private static final String PARTS = "{}=,\"'`\\ xuU0aA1_\n\u00e9\ud83d\ude00";

  @Property(tries = 3000, seed = "20261128")
  void readsWhatItWrites(@ForAll long seed) {
    Random random = new Random(seed);
    SortedMap<String, String> labels = new TreeMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      labels.put("l" + random.nextInt(20), text(random));
    }
    String written = StreamLabels.text(labels);
    assertThat(StreamLabels.parse(written)).isEqualTo(labels);
    survives(damaged(written, random));
  }

  @Property(tries = 3000, seed = "20261128")
  void survivesAnything(@ForAll String text, @ForAll long seed) {
    survives(text);
    survives("{" + text);
    survives("{a=\"" + text(new Random(seed)) + "\"}");
  }

  private static String text(Random random) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(10); i > 0; i--) {
      int at = PARTS.offsetByCodePoints(0, random.nextInt(PARTS.codePointCount(0, PARTS.length())));
      out.appendCodePoint(PARTS.codePointAt(at));
    }
    return out.toString();
  }

  private static String damaged(String text, Random random) {
    StringBuilder out = new StringBuilder(text);
    out.deleteCharAt(random.nextInt(out.length()));
    return out.toString();
  }

  private static void survives(String text) {
    try {
      assertThat(StreamLabels.parse(text)).isNotNull();
    } catch (MalformedTelemetryException documented) {
      assertThat(documented).hasMessageContaining("label");
    }
  }
}
