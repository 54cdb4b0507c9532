package io.beltline.receiver.opencensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.components.intake.ReceivedLines;
import io.beltline.components.otlp.Peak;
import io.beltline.components.otlp.Room;
import io.beltline.components.otlp.Room.NoRoomException;
import io.beltline.components.otlp.TranslatedMethod.Translation;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import io.beltline.testkit.TestSettings;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever comes: OTLP that fits what was reserved, or words about why it is none. */
class MessagesPropertyTest {
  private static final TestSettings SETTINGS = TestSettings.of("opencensus");

  private static Translation metrics() {
    return new MetricMessages(ReceivedLines.dropped(SETTINGS.settings(), "not_supported"));
  }

  @Property(tries = 3000, seed = "20261129")
  void damagedSpans(@ForAll long seed) throws Exception {
    byte[] bytes = damaged(OcMessages.message(OcSpans::span), seed);
    Slice otlp = read(bytes, new TraceMessages());
    if (otlp.length() > 0) {
      assertThat(Proto.spans(otlp)).isNotEmpty();
    }
  }

  @Property(tries = 3000, seed = "20261129")
  void damagedMetrics(@ForAll long seed) throws Exception {
    byte[] bytes = damaged(OcMessages.message(OcMetrics::metrics), seed);
    Slice otlp = read(bytes, metrics());
    if (otlp.length() > 0) {
      assertThat(Proto.metrics(otlp)).isNotEmpty();
    }
  }

  @Property(tries = 1000, seed = "20261129")
  void anyBytes(@ForAll byte[] bytes) {
    read(bytes, new TraceMessages());
    read(bytes, metrics());
  }

  @Property(tries = 1000, seed = "20261129")
  void anyItem(@ForAll byte[] bytes) {
    Slice message = OcMessages.message(out -> out.bytes(2, bytes));
    read(message.toByteArray(), new TraceMessages());
    read(message.toByteArray(), metrics());
  }

  @Example
  void aNodeForEachSpanNeedsItsRoom() {
    WireWriter out = new WireWriter();
    OcMessages.nested(out, 1, node -> OcMessages.pair(node, 4, "k", "v".repeat(60_000)));
    for (int i = 0; i < 10_000; i++) {
      OcMessages.nested(out, 2, span -> span.bytes(16, Slice.EMPTY));
    }
    needsMoreRoom(out.toSlice(), new TraceMessages());
  }

  @Example
  void labelsOfEachPointNeedTheirRoom() {
    WireWriter out = new WireWriter();
    OcMessages.nested(out, 1, node -> {});
    OcMessages.nested(
        out,
        2,
        metric -> {
          OcMessages.nested(
              metric,
              1,
              descriptor -> {
                descriptor.varint(4, 1);
                OcMessages.nested(descriptor, 5, key -> key.string(1, "k".repeat(1 << 16)));
              });
          OcMessages.nested(
              metric,
              2,
              series -> {
                OcMessages.nested(series, 2, label -> label.bool(2, true));
                for (int i = 0; i < 10_000; i++) {
                  OcMessages.nested(series, 3, point -> {});
                }
              });
        });
    needsMoreRoom(out.toSlice(), metrics());
  }

  private static void needsMoreRoom(Slice message, Translation translation) {
    Peak account = new Peak(64 << 20);
    Room room = Room.beside(account.request(message.length()));
    assertThatThrownBy(() -> translation.read(message, room)).isInstanceOf(NoRoomException.class);
  }

  private static byte[] damaged(Slice valid, long seed) {
    Random random = new Random(seed);
    byte[] bytes = valid.toByteArray();
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static Slice read(byte[] bytes, Translation translation) {
    Peak account = new Peak(1L << 40);
    Room room = Room.beside(account.request(bytes.length));
    try {
      room.take(3L * bytes.length); // as the intake does
      Slice otlp = translation.read(Slice.of(bytes), room);
      assertThat((long) otlp.length()).isLessThanOrEqualTo(account.held());
      return otlp;
    } catch (MalformedTelemetryException refused) {
      return Slice.EMPTY; // as it should be
    }
  }
}
