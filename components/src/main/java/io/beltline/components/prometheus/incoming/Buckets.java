package io.beltline.components.prometheus.incoming;

import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Neighbouring buckets, of which only those that spans name are kept: between two spans lie as many
 * empty ones as the second one says. Immutable.
 */
public final class Buckets {
  /** None. */
  public static final Buckets NONE = new Buckets(List.of(), List.of(), 0);

  /** More buckets than any sender keeps on one side: 78 doublings at the finest schema. */
  public static final int MOST = 20_000;

  /**
   * Buckets that are named.
   *
   * @param offset how many empty ones lie before it; of the first the index
   * @param length how many they are
   */
  record Span(int offset, long length) {}

  private final List<Span> spans;
  private final List<Double> counts;
  private final long size;

  private Buckets(List<Span> spans, List<Double> counts, long size) {
    this.spans = spans;
    this.counts = counts;
    this.size = size;
  }

  /** The buckets of spans, null if these do not fit the counts. */
  static @Nullable Buckets of(List<Span> spans, List<Double> counts) {
    long size = 0;
    long named = 0;
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      if (i > 0 && span.offset < 0) {
        return null;
      }
      size += (i == 0 ? 0 : span.offset) + span.length;
      named += span.length;
    }
    boolean fit = named == counts.size() && counts.stream().allMatch(count -> count >= 0);
    return fit ? new Buckets(spans, counts, size) : null;
  }

  /** The index of the first one. */
  public int offset() {
    return spans.isEmpty() ? 0 : spans.getFirst().offset;
  }

  /** How many they are, the empty ones too; may be more than {@link #MOST}. */
  public long size() {
    return size;
  }

  /** How many measurements are in all. */
  double total() {
    double total = 0;
    for (double count : counts) {
      total += count;
    }
    return total;
  }

  /** Shows the count of each, rounded to a whole number. */
  public void each(LongConsumer bucket) {
    int next = 0;
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      for (int empty = i == 0 ? 0 : span.offset; empty > 0; empty--) {
        bucket.accept(0);
      }
      for (long left = span.length; left > 0; left--) {
        bucket.accept(Math.round(counts.get(next++)));
      }
    }
  }
}
