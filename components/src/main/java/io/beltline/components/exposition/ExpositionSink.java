package io.beltline.components.exposition;

import io.beltline.components.prometheus.incoming.IncomingExemplar;
import io.beltline.components.prometheus.incoming.IncomingHistogram;
import java.util.List;

/**
 * Takes what an exposition says, in its order. Bytes are the reader's and hold until a call
 * returns. One thread.
 */
public interface ExpositionSink {
  /** Stands for a sample without a time of its own. */
  long NO_TIME = Long.MIN_VALUE;

  /**
   * How long the text of the series is that is expected to come next, if the bytes begin with it
   * and it ends there; 0 if they do not. Saves looking for its end.
   */
  int expected(byte[] in, int from, int to);

  /** The type of a family. */
  void type(byte[] in, int from, int to, MetricType type);

  /** The help text of a family. */
  void help(byte[] in, int from, int to, String text);

  /** The unit of a family. */
  void unit(byte[] in, int from, int to, String unit);

  /**
   * A sample.
   *
   * @param in holds the text of its series, {@code name{a="1"}}
   * @param time Unix milliseconds or {@link #NO_TIME}
   * @param exemplars those without a time of their own have that of the sample
   */
  void sample(
      byte[] in, int from, int to, double value, long time, List<IncomingExemplar> exemplars);

  /**
   * A native histogram.
   *
   * @param in holds the text of its series
   * @param time Unix milliseconds or {@link #NO_TIME}
   * @param exemplars as of a sample
   */
  void histogram(
      byte[] in,
      int from,
      int to,
      IncomingHistogram histogram,
      long time,
      List<IncomingExemplar> exemplars);

  /**
   * Since when a series counts, as protobuf says it.
   *
   * @param in holds the text of the series as its samples have it
   * @param start Unix nanoseconds
   */
  void created(byte[] in, int from, int to, long start);

  /**
   * Something that cannot be read, and is left out.
   *
   * @param what what it is, in a few fixed words
   * @param in holds it
   */
  void malformed(String what, byte[] in, int from, int to);

  /** Whether the rest need not be read any more. */
  boolean isOver();
}
