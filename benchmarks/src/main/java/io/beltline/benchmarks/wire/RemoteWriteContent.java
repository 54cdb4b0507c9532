package io.beltline.benchmarks.wire;

import io.beltline.model.Slice;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import io.beltline.transport.compression.CompressionException;
import java.io.IOException;
import java.util.function.LongConsumer;

/**
 * Requests of Prometheus' Remote Write 1.0 (prometheus.WriteRequest in a block of snappy): the
 * items are samples, and the sum of one is that of its value.
 */
public final class RemoteWriteContent implements Content {
  private static final long LARGEST = 256L << 20;
  private static final int SERIES = 1;
  private static final int SAMPLES = 2;
  private static final int VALUE = 1;

  @Override
  public Slice plain(Slice body) throws IOException {
    try {
      return Codecs.decompress(Compression.SNAPPY, body, LARGEST);
    } catch (CompressionException corrupt) {
      throw new IOException(corrupt);
    }
  }

  @Override
  public long count(Slice request) {
    long count = 0;
    for (Wire all = message(request); all.next(); ) {
      if (all.field() == SERIES) {
        for (Wire series = all.inner(); series.next(); ) {
          count += series.field() == SAMPLES ? 1 : 0;
        }
      }
    }
    return count;
  }

  @Override
  public void read(Slice request, LongConsumer taker) {
    for (Wire all = message(request); all.next(); ) {
      if (all.field() == SERIES) {
        for (Wire series = all.inner(); series.next(); ) {
          if (series.field() == SAMPLES) {
            taker.accept(sum(series.inner()));
          }
        }
      }
    }
  }

  private static long sum(Wire sample) {
    double value = 0;
    while (sample.next()) {
      if (sample.field() == VALUE) {
        value = Double.longBitsToDouble(sample.fixed64());
      }
    }
    return sum(value);
  }

  private static long sum(double value) {
    return Wire.mix(SAMPLES, Double.doubleToLongBits(value));
  }

  /** Takes what the sums of the data points of an OTLP request are to be as samples. */
  public static void expect(Slice metrics, LongConsumer taker) {
    descend(message(metrics), 0, taker);
  }

  /** ResourceMetrics, ScopeMetrics, Metric, Gauge or Sum, NumberDataPoint. */
  private static void descend(Wire message, int level, LongConsumer taker) {
    int[][] path = {{1}, {2}, {2}, {5, 7}, {1}};
    while (message.next()) {
      boolean on = message.field() == path[level][0];
      on |= path[level].length > 1 && message.field() == path[level][1];
      if (!on || message.type() != 2) {
        continue;
      }
      if (level == path.length - 1) {
        taker.accept(point(message.inner()));
      } else {
        descend(message.inner(), level + 1, taker);
      }
    }
  }

  private static long point(Wire point) {
    double value = 0;
    while (point.next()) {
      switch (point.field()) {
        case 4 -> value = Double.longBitsToDouble(point.fixed64());
        case 6 -> value = (double) point.fixed64();
        default -> {} // not in a sample
      }
    }
    return sum(value);
  }

  private static Wire message(Slice request) {
    return new Wire(request.array(), request.offset(), request.end());
  }
}
