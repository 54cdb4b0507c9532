package io.beltline.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.WireWriter;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A cut against the plainest way to do the same, and what it allocates. */
class OtlpSplitterPropertyTest {
  private static final Signal[] SIGNALS = {Signal.TRACES, Signal.LOGS, Signal.METRICS};

  private final Splitter splitter = new OtlpSplitter();

  @Property(tries = 1000, seed = "20261128")
  void cutsAsIfEachFieldWereCopied(@ForAll long seed) {
    Random random = new Random(seed);
    Signal signal = SIGNALS[random.nextInt(SIGNALS.length)];
    byte[] request = request(signal, random, 4);
    Telemetry whole = Telemetry.of(signal, Payload.of(request));
    for (int items = 1; items < whole.itemCount(); items += 1 + random.nextInt(4)) {
      Splitter.Cut cut = splitter.cut(whole, items);
      FieldCopies copies = FieldCopies.of(signal, request, items);
      assertThat(bytes(cut.head())).isEqualTo(copies.head().toByteArray());
      assertThat(bytes(cut.tail())).isEqualTo(copies.tail().toByteArray());
      assertThat(cut.head().itemCount()).isEqualTo(items);
    }
  }

  private static byte[] bytes(Telemetry telemetry) {
    return telemetry.payload().contiguous().toByteArray();
  }

  /** Groups, some empty, with unknown fields of all wire types before, between and behind. */
  private static byte[] request(Signal signal, Random random, int most) {
    WireWriter out = new WireWriter();
    level(out, signal == Signal.METRICS ? FieldCopies.POINTS : FieldCopies.ITEMS, 0, random, most);
    return out.toSlice().toByteArray();
  }

  private static void level(WireWriter out, int[][] levels, int level, Random random, int most) {
    int fields = random.nextInt(most + 1);
    for (int i = 0; i < fields; i++) {
      switch (random.nextInt(5)) {
        case 0 -> out.bytes(3, new byte[random.nextInt(200)]);
        case 1 -> out.varint(1 + random.nextInt(20), random.nextLong());
        default -> {
          int[] children = levels[level];
          int child = out.begin(children[random.nextInt(children.length)]);
          if (level + 1 < levels.length) {
            level(out, levels, level + 1, random, most);
          } else {
            out.bytes(6, new byte[random.nextInt(150)]).fixed64(7, random.nextLong());
          }
          out.end(child);
        }
      }
    }
  }

  @Test
  void allocatesNoMoreThanWhatItWrites() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Telemetry whole = Numbered.logs(0, 2000, 400);
    long least =
        IntStream.range(0, 20)
            .mapToLong(
                i -> {
                  long before = threads.getCurrentThreadAllocatedBytes();
                  Splitter.Cut cut = splitter.cut(whole, 1000 + i);
                  assertThat(cut.tail()).isNotNull();
                  return threads.getCurrentThreadAllocatedBytes() - before;
                })
            .min()
            .orElseThrow();
    assertThat(least).isBetween(whole.byteSize(), whole.byteSize() + 32_768);
  }
}
