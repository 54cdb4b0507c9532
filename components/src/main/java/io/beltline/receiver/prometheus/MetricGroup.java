package io.beltline.receiver.prometheus;

import io.beltline.components.exposition.MetricType;
import io.beltline.components.prometheus.Units;
import io.beltline.components.prometheus.incoming.Points;
import io.beltline.model.otlp.AggregationTemporality;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.ScopeMetricsView;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.List;

/** The points of a metric of OpenTelemetry. One thread. */
final class MetricGroup {
  /** What it takes without points, about. */
  static final int OVERHEAD = 500;

  private final String name;
  private final int data;
  private final Family family;
  private final ByteTable<SeriesPoint> known = new ByteTable<>();
  private final List<SeriesPoint> points = new ArrayList<>();

  /**
   * A metric without points.
   *
   * @param data the field of its data in the message of the metric
   */
  MetricGroup(String name, int data, Family family) {
    this.name = name;
    this.data = data;
    this.family = family;
  }

  /** The field of attributes in a point of some data. */
  static int attributesField(int data) {
    return switch (data) {
      case MetricView.HISTOGRAM -> 9;
      case MetricView.EXPONENTIAL_HISTOGRAM -> 1;
      default -> 7;
    };
  }

  /** The point of some attributes, which is new if none has them. */
  SeriesPoint point(byte[] attributes) {
    SeriesPoint found = known.find(attributes, 0, attributes.length);
    if (found == null) {
      found =
          switch (data) {
            case MetricView.HISTOGRAM -> new HistogramPoint(attributes);
            case MetricView.SUMMARY -> new SummaryPoint(attributes);
            case MetricView.EXPONENTIAL_HISTOGRAM -> new NativePoint(attributes, false);
            default -> new NumberPoint(attributes);
          };
      add(found);
    }
    return found;
  }

  /** The native histogram of some attributes, which is new if none has them. */
  NativePoint custom(byte[] attributes) {
    if (known.find(attributes, 0, attributes.length) instanceof NativePoint found) {
      return found;
    }
    NativePoint point = new NativePoint(attributes, true);
    add(point);
    return point;
  }

  private void add(SeriesPoint point) {
    known.add(point);
    points.add(point);
  }

  boolean isEmpty() {
    return points.isEmpty();
  }

  /** Writes the points of a scrape, and the ends of those it has not told. */
  void write(WireWriter out, PointCount count) {
    if (points.stream().noneMatch(point -> point.isDue(count.scrape()))) {
      return;
    }
    int before = out.size();
    int metric = out.begin(ScopeMetricsView.METRICS);
    count.take(family.help.length()); // it stands in every scope
    head(out);
    int message = out.begin(data);
    long written = 0;
    for (int i = 0; i < points.size(); i++) {
      SeriesPoint point = points.get(i);
      boolean told = point.seen == count.scrape();
      point.live &= !told || point.tracked;
      if ((told && count.isSound(point)) || (!told && point.live)) {
        int from = out.size();
        point.write(out, !told, count.now());
        count.take(out.size() - from);
        point.written = count.scrape();
        written++;
      }
    }
    if (written == 0) {
      out.cut(before);
      return;
    }
    count.add(written);
    if (data != MetricView.GAUGE && data != MetricView.SUMMARY) {
      out.varint(2, AggregationTemporality.CUMULATIVE);
    }
    if (data == MetricView.SUM) {
      out.bool(3, family.type == MetricType.COUNTER);
    }
    out.end(message);
    Points.attribute(out, MetricView.METADATA, "prometheus.type", family.type.word());
    out.end(metric);
  }

  /** How many points there are to write. */
  long due(int scrape) {
    return points.stream().filter(point -> point.isDue(scrape)).count();
  }

  /** How many points it has. */
  int size() {
    return points.size();
  }

  /** What it takes, about, beside the series that are parts of its points. */
  long bytes() {
    return OVERHEAD + points.stream().mapToLong(point -> point.key().length).sum();
  }

  private void head(WireWriter out) {
    out.string(MetricView.NAME, name);
    if (!family.help.isEmpty()) {
      out.string(MetricView.DESCRIPTION, family.help);
    }
    if (!family.unit.isEmpty()) {
      out.string(MetricView.UNIT, Units.ucum(family.unit));
    }
  }

  /**
   * Notes what the last scrape has told, and forgets points that have ended.
   *
   * @param delivered whether what was written is taken
   */
  void sweep(int scrape, boolean delivered) {
    boolean gone = false;
    for (SeriesPoint point : points) {
      point.letGo();
      if (point.seen == scrape) {
        point.missed = 0;
        point.live |= point.written == scrape && point.tracked;
        if (point instanceof JoinedPoint joined) {
          joined.sweep();
        }
      } else if (delivered || !point.live || ++point.missed >= SeriesPoint.PATIENCE) {
        point.missed = SeriesPoint.PATIENCE;
        gone = true;
      }
    }
    if (gone) {
      points.removeIf(point -> point.missed >= SeriesPoint.PATIENCE);
      known.removeIf(point -> point.missed >= SeriesPoint.PATIENCE);
    }
  }
}
