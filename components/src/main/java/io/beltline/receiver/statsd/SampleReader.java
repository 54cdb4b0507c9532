package io.beltline.receiver.statsd;

import io.beltline.components.exposition.NumberText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads lines of StatsD with the extensions of DogStatsD: {@code
 * name:value[:value]|type[|@rate][|#tag:value,...][|c:container][|Ttime]}. One thread.
 *
 * @see <a href="https://github.com/statsd/statsd/blob/master/docs/metric_types.md">StatsD</a>
 * @see <a href="https://docs.datadoghq.com/developers/dogstatsd/datagram_shell/">DogStatsD</a>
 */
final class SampleReader {
  private static final String MALFORMED = "malformed";
  private static final String CONTAINER = "container.id";
  private static final String TYPE = "metric_type";
  private static final long NANOS = 1_000_000_000L;
  private static final int MOST_VALUES = 1024;

  private final boolean typed;
  private final boolean simpleTags;
  private final NumberText number = new NumberText();
  private byte[] in = {};

  /**
   * A reader.
   *
   * @param typed whether the type becomes an attribute
   * @param simpleTags whether tags may have no value
   */
  SampleReader(boolean typed, boolean simpleTags) {
    this.typed = typed;
    this.simpleTags = simpleTags;
  }

  /**
   * Reads a line.
   *
   * @throws RefusedLineException if it cannot be taken
   */
  Sample read(byte[] bytes, int from, int to) throws RefusedLineException {
    in = bytes;
    int bar = find('|', from, to);
    int colon = find(':', from, bar);
    if (bar == to || colon == bar) {
      throw malformed("expected: name:value|type");
    }
    if (colon == from || colon + 1 == bar) {
      throw malformed(colon == from ? "it has no name" : "it has no value");
    }
    int next = find('|', bar + 1, to);
    SampleType type = type(bar + 1, next);
    TreeMap<String, String> attributes = new TreeMap<>();
    double rate = 1;
    long time = 0;
    for (int part = next + 1; part < to; ) {
      int end = find('|', part, to);
      if (part == end) {
        break; // nothing behind an empty part is looked at
      }
      switch (in[part]) {
        case '@' -> rate = rate(part + 1, end);
        case '#' -> tags(part + 1, end, attributes);
        case 'T' -> time = time(part + 1, end, type);
        default -> other(part, end, attributes);
      }
      part = end + 1;
    }
    if (typed) {
      attributes.put(TYPE, type.word());
    }
    return sample(new SeriesKey(text(from, colon), type, attributes), colon + 1, bar, rate, time);
  }

  private Sample sample(SeriesKey key, int from, int to, double rate, long time)
      throws RefusedLineException {
    int count = 1;
    for (int i = from; i < to; i++) {
      count += in[i] == ':' ? 1 : 0;
    }
    if (count > MOST_VALUES) {
      throw malformed("it has " + count + " values (expected: at most " + MOST_VALUES + ")");
    }
    List<Sample.Value> values = new ArrayList<>(count);
    int at = from;
    for (int i = 0; i < count; i++) {
      int end = find(':', at, to);
      double value = finite(at, end);
      values.add(new Sample.Value(value, in[at] == '+' || in[at] == '-'));
      at = end + 1;
    }
    return new Sample(key, values, rate > 0 && rate < 1 ? rate : 1, time);
  }

  private double finite(int from, int to) throws RefusedLineException {
    if (!number.read(in, from, to)) {
      throw malformed("\"" + text(from, to) + "\" is no number");
    }
    double value = number.value();
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new RefusedLineException("not_finite", "its value is " + value);
    }
    return value;
  }

  private SampleType type(int from, int to) throws RefusedLineException {
    if (to - from == 1) {
      switch (in[from]) {
        case 'c' -> {
          return SampleType.COUNTER;
        }
        case 'g' -> {
          return SampleType.GAUGE;
        }
        case 'h' -> {
          return SampleType.HISTOGRAM;
        }
        case 'd' -> {
          return SampleType.DISTRIBUTION;
        }
        default -> {}
      }
    } else if (to - from == 2 && in[from] == 'm' && in[from + 1] == 's') {
      return SampleType.TIMING;
    }
    throw new RefusedLineException(
        "unsupported_type", "\"" + text(from, to) + "\" is no type that is taken");
  }

  private double rate(int from, int to) throws RefusedLineException {
    if (!number.read(in, from, to)) {
      throw malformed("\"" + text(from, to) + "\" is no sample rate");
    }
    return number.value();
  }

  private void tags(int from, int to, Map<String, String> into) throws RefusedLineException {
    for (int at = from; at < to; ) {
      int end = find(',', at, to);
      if (end > at) {
        int colon = find(':', at, end);
        boolean valued = colon + 1 < end;
        if (colon == at || (!valued && !simpleTags)) {
          throw malformed("\"" + text(at, end) + "\" is no tag (expected: key:value)");
        }
        into.put(text(at, colon), valued ? text(colon + 1, end) : "");
      }
      at = end + 1;
    }
  }

  private long time(int from, int to, SampleType type) throws RefusedLineException {
    if (type != SampleType.COUNTER && type != SampleType.GAUGE) {
      throw malformed("only counters and gauges have a time");
    }
    long seconds = 0;
    for (int i = from; i < to; i++) {
      int digit = in[i] - '0';
      seconds = 10 * seconds + digit;
      if (digit < 0 || digit > 9 || seconds > Long.MAX_VALUE / NANOS) {
        throw malformed("\"" + text(from, to) + "\" is no time (expected: Unix seconds)");
      }
    }
    if (from == to) {
      throw malformed("its time is empty (expected: Unix seconds)");
    }
    return seconds * NANOS;
  }

  /** The container; external data and the wanted cardinality, which only Datadog's agent uses. */
  private void other(int from, int to, Map<String, String> into) throws RefusedLineException {
    if (starts("c:", from, to)) {
      if (from + 2 < to) {
        into.put(CONTAINER, text(from + 2, to));
      }
    } else if (!starts("e:", from, to) && !starts("card:", from, to)) {
      throw malformed("\"" + text(from, to) + "\" is no part of a measurement");
    }
  }

  private boolean starts(String with, int from, int to) {
    if (to - from < with.length()) {
      return false;
    }
    for (int i = 0; i < with.length(); i++) {
      if (in[from + i] != with.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int find(char wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (in[i] == wanted) {
        return i;
      }
    }
    return to;
  }

  private String text(int from, int to) {
    return new String(in, from, to - from, StandardCharsets.UTF_8);
  }

  private static RefusedLineException malformed(String message) {
    return new RefusedLineException(MALFORMED, message);
  }
}
