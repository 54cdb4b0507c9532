package io.beltline.receiver.carbon;

import io.beltline.components.exposition.NumberText;
import io.beltline.components.metrics.MetricHead;
import io.beltline.components.metrics.PointKind;
import io.beltline.components.prometheus.incoming.Points;
import io.beltline.model.Slice;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.WireWriter;
import java.nio.charset.StandardCharsets;

/**
 * Reads lines {@code path value time}, of which the path goes its own way. One thread.
 *
 * @see <a
 *     href="https://graphite.readthedocs.io/en/stable/feeding-carbon.html#the-plaintext-protocol">the
 *     protocol</a>
 */
final class CarbonLine {
  private static final double NANOS = 1e9;
  private static final double LATEST = Long.MAX_VALUE / NANOS;
  private static final int LONGEST_LONG = 18;

  private final PathReader paths;
  private final NumberText number = new NumberText();

  CarbonLine(PathReader paths) {
    this.paths = paths;
  }

  /** A measurement: what its metric is, and the content of its point's message. */
  record Measured(MetricHead head, Slice point) {}

  /**
   * Reads a line.
   *
   * @param now the time of a line that says -1, Unix nanoseconds
   * @throws MalformedLineException if it cannot be read
   */
  Measured read(byte[] in, int from, int to, long now) throws MalformedLineException {
    int pathEnd = space(in, from, to);
    int valueEnd = space(in, Math.min(pathEnd + 1, to), to);
    if (valueEnd == to || space(in, valueEnd + 1, to) != to || pathEnd + 1 == valueEnd) {
      throw new MalformedLineException("expected: path value time, with one space between");
    }
    CarbonPath path = paths.read(text(in, from, pathEnd));
    long time = time(in, valueEnd + 1, to, now);
    WireWriter point = new WireWriter();
    Points.attributes(point, NumberDataPointView.ATTRIBUTES, path.attributes());
    point.fixed64(NumberDataPointView.TIME_UNIX_NANO, time);
    if (isWhole(in, pathEnd + 1, valueEnd)) {
      long whole = Long.parseLong(text(in, pathEnd + 1, valueEnd));
      point.fixed64(NumberDataPointView.AS_INT, whole);
    } else {
      point.float64(NumberDataPointView.AS_DOUBLE, number(in, pathEnd + 1, valueEnd, "value"));
    }
    MetricHead head =
        path.cumulative()
            ? new MetricHead(path.name(), "", "", PointKind.SUM, MetricHead.CUMULATIVE, true)
            : MetricHead.gauge(path.name());
    return new Measured(head, point.toSlice());
  }

  private long time(byte[] in, int from, int to, long now) throws MalformedLineException {
    double seconds = number(in, from, to, "time");
    if (seconds == -1) {
      return now;
    }
    if (!(seconds >= 0 && seconds < LATEST)) {
      throw new MalformedLineException(
          "\"" + text(in, from, to) + "\" is no time (expected: Unix seconds)");
    }
    long whole = (long) seconds;
    return whole * (long) NANOS + (long) ((seconds - whole) * NANOS);
  }

  private double number(byte[] in, int from, int to, String what) throws MalformedLineException {
    if (!number.read(in, from, to)) {
      throw new MalformedLineException(
          "\"" + text(in, from, to) + "\" is no " + what + " (expected: a number)");
    }
    return number.value();
  }

  /** Whether the text is a whole number that a long has surely room for. */
  private static boolean isWhole(byte[] in, int from, int to) {
    int first = in[from] == '-' || in[from] == '+' ? from + 1 : from;
    for (int i = first; i < to; i++) {
      if (in[i] < '0' || in[i] > '9') {
        return false;
      }
    }
    return first < to && to - first <= LONGEST_LONG;
  }

  private static int space(byte[] in, int from, int to) {
    for (int i = from; i < to; i++) {
      if (in[i] == ' ') {
        return i;
      }
    }
    return to;
  }

  private static String text(byte[] in, int from, int to) {
    return new String(in, from, to - from, StandardCharsets.UTF_8);
  }
}
