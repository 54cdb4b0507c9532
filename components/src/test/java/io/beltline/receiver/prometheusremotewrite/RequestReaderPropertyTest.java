package io.beltline.receiver.prometheusremotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.otlp.Room;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Metrics;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Damaged requests: never anything but the documented error, and never metrics that are none. */
class RequestReaderPropertyTest {
  private static final int DEPTH = 4;

  @Property(tries = 3000, seed = "20261128")
  void survivesAnything(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] body = message(random, 0).toSlice().toByteArray();
    for (int i = random.nextInt(4); i > 0 && body.length > 0; i--) {
      body[random.nextInt(body.length)] = (byte) random.nextInt();
    }
    read(body, false);
    read(body, true);
  }

  @Property(tries = 2000, seed = "20261128")
  void survivesNoise(@ForAll byte[] noise) {
    read(noise, false);
    read(noise, true);
  }

  /** Messages of small field numbers, so that they are often fields of the schema. */
  private static WireWriter message(Random random, int depth) {
    WireWriter out = new WireWriter();
    for (int i = random.nextInt(8); i > 0; i--) {
      int field = random.nextInt(18) + 1;
      switch (random.nextInt(depth < DEPTH ? 6 : 4)) {
        case 0 -> out.varint(field, random.nextInt(10));
        case 1 -> out.varint(field, random.nextLong());
        case 2 -> out.float64(field, random.nextGaussian());
        case 3 -> out.string(field, random.nextBoolean() ? "__name__" : "x" + random.nextInt(3));
        default -> out.bytes(field, message(random, depth + 1).toSlice());
      }
    }
    return out;
  }

  private static void read(byte[] body, boolean second) {
    RequestReader reader = new RequestReader(Room.unlimited());
    try {
      if (second) {
        reader.second(Slice.of(body));
      } else {
        reader.first(Slice.of(body));
      }
    } catch (MalformedTelemetryException documented) {
      assertThat(documented).hasMessageMatching("(?s).+");
      return;
    }
    Translation translation = new Translation(new Targets(forgotten -> {}), Room.unlimited());
    reader.series().forEach(translation::series);
    Metrics metrics = translation.metrics();
    long sent =
        reader.series().stream()
            .filter(series -> !series.name().equals("target_info"))
            .mapToLong(series -> series.samples.size() + series.histograms.size())
            .sum();
    assertThat((long) metrics.itemCount()).isLessThanOrEqualTo(sent);
  }
}
