package io.beltline.receiver.prometheusremotewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Reservation;
import io.beltline.components.otlp.Peak;
import io.beltline.components.otlp.Room;
import io.beltline.components.otlp.Room.NoRoomException;
import io.beltline.components.prometheus.incoming.Buckets;
import io.beltline.model.Metrics;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import io.beltline.receiver.prometheusremotewrite.RequestReader.About;
import io.beltline.receiver.prometheusremotewrite.Targets.Target;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that become many times what they are in bytes, and what is remembered of them. */
class HostileRequestsTest {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final String LONG = "x".repeat(10_000);

  private final Targets targets = new Targets(forgotten -> {});

  /** What a request of version 2.0 has much of. */
  enum Of {
    SERIES {
      @Override
      void write(WireWriter out) {
        for (int i = 0; i < 50_000; i++) {
          out.bytes(5, new byte[0]);
        }
      }
    },
    SAMPLES {
      @Override
      void write(WireWriter out) {
        int series = labelled(out, 3);
        for (int i = 0; i < 50_000; i++) {
          out.bytes(2, new byte[0]);
        }
        out.end(series);
      }
    },
    SAMPLES_OF_LONG_LABELS {
      @Override
      void write(WireWriter out) {
        int series = labelled(out, 4);
        for (int i = 0; i < 1000; i++) {
          out.bytes(2, new byte[0]);
        }
        out.end(series);
      }
    },
    REFERENCES {
      @Override
      void write(WireWriter out) {
        for (int i = 0; i < 1000; i++) {
          int series = labelled(out, 4);
          out.bytes(2, new byte[0]);
          out.end(series);
        }
      }
    },
    EXEMPLARS {
      @Override
      void write(WireWriter out) {
        int series = labelled(out, 3);
        out.bytes(2, new byte[0]);
        for (int i = 0; i < 50_000; i++) {
          out.bytes(4, new byte[0]);
        }
        out.end(series);
      }
    },
    HISTOGRAMS {
      @Override
      void write(WireWriter out) {
        int series = labelled(out, 3);
        for (int i = 0; i < 20_000; i++) {
          out.bytes(3, new byte[0]);
        }
        out.end(series);
      }
    },
    SPANS_FAR_APART {
      @Override
      void write(WireWriter out) {
        for (int i = 0; i < 1000; i++) {
          int series = labelled(out, 3);
          histogram(out, Buckets.MOST - 2);
          out.end(series);
        }
      }
    },
    BUCKETS {
      @Override
      void write(WireWriter out) {
        int series = labelled(out, 3);
        int histogram = out.begin(3);
        int span = out.begin(11);
        out.varint(2, Buckets.MOST).end(span);
        out.bytes(12, new byte[Buckets.MOST]);
        out.end(histogram);
        out.end(series);
      }
    };

    abstract void write(WireWriter out);

    /** A series with a name and a label. */
    static int labelled(WireWriter out, int value) {
      int series = out.begin(5);
      out.bytes(1, new byte[] {1, 2, 3, (byte) value});
      return series;
    }

    /** A histogram of two buckets with empty ones between. */
    static void histogram(WireWriter out, int between) {
      int histogram = out.begin(3);
      int first = out.begin(11);
      out.varint(2, 1).end(first);
      int second = out.begin(11);
      out.varint(1, 2L * between).varint(2, 1).end(second);
      out.bytes(12, new byte[] {2, 2});
      out.end(histogram);
    }

    Slice body() {
      WireWriter out = new WireWriter();
      for (String symbol : new String[] {"", "__name__", "n", "l", LONG}) {
        out.string(4, symbol);
      }
      write(out);
      return out.toSlice();
    }
  }

  private Metrics read(Slice body, Room room) {
    RequestReader reader = new RequestReader(room);
    reader.second(body);
    Translation translation = new Translation(targets, room);
    reader.series().forEach(translation::series);
    return translation.metrics();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsMadeOfThemIsReserved(Of of) {
    Slice body = of.body();
    read(body, Room.unlimited()); // what happens once is not counted
    Peak account = new Peak(Long.MAX_VALUE);
    Reservation request = account.request(body.length());
    Room room = Room.beside(request);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    room.take(3L * body.length());
    Metrics metrics = read(body, room);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(metrics.payload().size()).isLessThan(account.peak());
    // arrays that grow leave as much behind as they are
    assertThat(allocated).isLessThan(2 * account.peak());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Slice body = Of.SPANS_FAR_APART.body();
    Peak account = new Peak(20L * body.length());
    Room room = Room.beside(account.request(body.length()));
    NoRoomException refused = catchThrowableOfType(NoRoomException.class, () -> read(body, room));
    assertThat(refused.answer()).isInstanceOf(ConsumeResult.Permanent.class);
    assertThat(account.peak()).isLessThanOrEqualTo(20L * body.length());
  }

  @Test
  void aHistogramOfTooManyBucketsIsRefusedByItself() {
    WireWriter out = new WireWriter();
    out.string(4, "").string(4, "__name__").string(4, "n");
    for (int between : new int[] {Buckets.MOST - 1, Buckets.MOST - 2, Integer.MAX_VALUE / 2}) {
      int series = out.begin(5);
      out.bytes(1, new byte[] {1, 2});
      Of.histogram(out, between);
      out.end(series);
    }
    RequestReader reader = new RequestReader(Room.unlimited());
    reader.second(out.toSlice());
    Translation translation = new Translation(targets, Room.unlimited());
    reader.series().forEach(translation::series);
    assertThat(translation.metrics().itemCount()).isEqualTo(1);
    assertThat(translation.refused()).isEqualTo(2);
    assertThat(translation.problems())
        .contains("n: a histogram has 20001 buckets from the first to the last")
        .contains("(expected: at most 20000)");
  }

  @Test
  void targetsAreForgottenByTheirBytes() {
    AtomicLong forgotten = new AtomicLong();
    Targets many = new Targets(forgotten::addAndGet);
    TreeMap<String, String> labels = new TreeMap<>(Map.of("host", LONG));
    for (int i = 0; i < 1000; i++) {
      many.put(new Target("job", "i" + i), labels);
      many.put(new Target("job", "first"), labels); // used again and again
      assertThat(many.bytes()).isLessThanOrEqualTo(Remembered.MOST_BYTES);
    }
    assertThat(many.resource(new Target("job", "first"))).containsKey("host");
    assertThat(many.resource(new Target("job", "i999"))).containsKey("host");
    assertThat(many.resource(new Target("job", "i0"))).doesNotContainKey("host");
    assertThat(forgotten.get()).isBetween(700L, 900L);
    many.put(new Target("job", "large"), new TreeMap<>(Map.of("host", LONG.repeat(20))));
    assertThat(many.resource(new Target("job", "large"))).doesNotContainKey("host");
    assertThat(many.resource(new Target("job", "i999"))).containsKey("host");
  }

  @Test
  void metricsAreForgottenByTheirBytes() {
    AtomicLong forgotten = new AtomicLong();
    Families many = new Families(forgotten::addAndGet);
    for (int i = 0; i < 1000; i++) {
      many.put(Map.of("m" + i, new About(1, LONG, "")));
      assertThat(many.bytes()).isLessThanOrEqualTo(Remembered.MOST_BYTES);
    }
    assertThat(forgotten.get()).isBetween(700L, 900L);
    assertThat(told(many, "m999")).isEqualTo(LONG);
    assertThat(told(many, "m0")).isEmpty();
  }

  private static String told(Families families, String name) {
    IncomingSeries series = new IncomingSeries();
    series.label("__name__", name);
    families.tell(series);
    return series.help;
  }
}
