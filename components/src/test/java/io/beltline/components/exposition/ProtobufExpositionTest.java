package io.beltline.components.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.otlp.Room;
import io.beltline.components.prometheus.incoming.IncomingExemplar;
import io.beltline.components.prometheus.incoming.IncomingHistogram;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtobufExpositionTest {
  private static Slice histogram(String label, int buckets) {
    WireWriter hist = new WireWriter();
    for (int i = 0; i < buckets; i++) {
      int bucket = hist.begin(3);
      hist.varint(1, i).float64(2, i);
      hist.end(bucket);
    }
    WireWriter family = new WireWriter();
    family.string(1, "size").varint(3, 4);
    int metric = family.begin(4);
    int pair = family.begin(1);
    family.string(1, "a").string(2, label);
    family.end(pair);
    family.bytes(7, hist.toSlice());
    family.end(metric);
    return new WireWriter().rawVarint(family.size()).raw(family.toSlice()).toSlice();
  }

  private static boolean read(Slice body, ExpositionSink sink) {
    return new ProtobufExposition(false, true, sink, Room.unlimited()).read(body);
  }

  @Test
  void eachBucketHasTheLabelsOfItsHistogram() {
    Heard heard = new Heard();
    assertThat(read(histogram("b\"c", 2), heard)).isTrue();
    assertThat(heard.lines)
        .containsExactly(
            "type size histogram",
            "{__name__=size_bucket, a=b\"c, le=0.0} 0.0",
            "{__name__=size_bucket, a=b\"c, le=1.0} 1.0",
            "{__name__=size_bucket, a=b\"c, le=+Inf} 0.0",
            "{__name__=size_sum, a=b\"c} 0.0",
            "{__name__=size_count, a=b\"c} 0.0");
  }

  /** 200,000 buckets with labels of 4 MiB: copied for each, they would be 800 GB. */
  @Test
  void labelsAreNotCopiedForEachBucket() {
    long[] told = {0, 0};
    ExpositionSink sink =
        new ExpositionSink() {
          @Override
          public int expected(byte[] in, int from, int to) {
            return 0;
          }

          @Override
          public void type(byte[] in, int from, int to, MetricType type) {}

          @Override
          public void help(byte[] in, int from, int to, String text) {}

          @Override
          public void unit(byte[] in, int from, int to, String unit) {}

          @Override
          public void sample(
              byte[] in, int from, int to, double value, long time, List<IncomingExemplar> more) {
            told[0]++;
            told[1] += to - from;
          }

          @Override
          public void histogram(
              byte[] in,
              int from,
              int to,
              IncomingHistogram histogram,
              long time,
              List<IncomingExemplar> exemplars) {}

          @Override
          public void created(byte[] in, int from, int to, long start) {}

          @Override
          public void malformed(String what, byte[] in, int from, int to) {}

          @Override
          public boolean isOver() {
            return false;
          }
        };
    assertThat(read(histogram("x".repeat(4 << 20), 200_000), sink)).isTrue();
    assertThat(told[0]).isEqualTo(200_003);
    assertThat(told[1]).isGreaterThan(200_003L * (4 << 20));
  }
}
