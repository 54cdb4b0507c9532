package io.beltline.receiver.skywalking;

import io.beltline.components.otlp.Room;
import io.beltline.components.otlp.TranslatedMethod.Translation;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever comes: OTLP, or words about why it is none. */
class SegmentsPropertyTest {

  @Property(tries = 3000, seed = "20261129")
  void damagedJson(@ForAll long seed) {
    damaged(Segments.JSON.getBytes(StandardCharsets.UTF_8), seed, JsonSegments::read);
  }

  @Property(tries = 3000, seed = "20261129")
  void damagedSegments(@ForAll long seed) {
    damaged(Segments.proto().toByteArray(), seed, ProtoSegments::one);
    damaged(Segments.collection(2).toByteArray(), seed, ProtoSegments::collection);
  }

  @Property(tries = 3000, seed = "20261129")
  void damagedFigures(@ForAll long seed) {
    damaged(Segments.jvm().toByteArray(), seed, JvmMetrics::collection);
  }

  @Property(tries = 1000, seed = "20261129")
  void anyBytes(@ForAll byte[] bytes) {
    read(bytes, JsonSegments::read);
    read(bytes, ProtoSegments::one);
    read(bytes, ProtoSegments::collection);
    read(bytes, JvmMetrics::collection);
  }

  private static void damaged(byte[] valid, long seed, Translation translation) {
    Random random = new Random(seed);
    byte[] bytes = valid.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    read(bytes, translation);
  }

  private static void read(byte[] bytes, Translation translation) {
    try {
      var ignored = translation.read(Slice.of(bytes), Room.unlimited()).length();
    } catch (MalformedTelemetryException refused) {
      // as it should be
    }
  }
}
