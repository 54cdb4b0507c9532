package io.beltline.components.scrape;

import io.beltline.components.scrape.MetricConfig.Strategy;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.ArrayValueView;
import io.beltline.model.otlp.KeyValueView;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The points of one metric, written as they come. Where users leave attributes out, points that
 * differ only in these become one. One thread.
 */
public final class MetricPoints {
  private static final int POINTS = 1; // of a gauge's and of a sum's message

  private final MetricSpec spec;
  private final boolean enabled;
  private final Strategy strategy;
  private final byte[][] keys;
  private final boolean[] kept;
  private final boolean whole;
  private final WireWriter out = new WireWriter();
  private final Map<List<String>, Joined> joined = new LinkedHashMap<>();
  private long start;
  private long now;
  private long count;

  MetricPoints(MetricSpec spec, MetricConfig config) {
    this.spec = spec;
    this.enabled = config.enabled() == null ? spec.isDefault() : config.enabled();
    this.strategy =
        config.aggregationStrategy() == null ? spec.strategy() : config.aggregationStrategy();
    List<PointAttribute> attributes = spec.attributes();
    this.keys = new byte[attributes.size()][];
    this.kept = new boolean[attributes.size()];
    boolean all = true;
    for (int i = 0; i < kept.length; i++) {
      PointAttribute attribute = attributes.get(i);
      keys[i] = attribute.key().getBytes(StandardCharsets.UTF_8);
      kept[i] =
          config.attributes() == null
              ? !attribute.optIn()
              : config.attributes().contains(attribute.key());
      all &= kept[i];
    }
    this.whole = all;
  }

  MetricSpec spec() {
    return spec;
  }

  /** Whether the metric is sent at all; points of one that is not are ignored. */
  public boolean isEnabled() {
    return enabled;
  }

  /** How many points are written. */
  long count() {
    return whole ? count : joined.size();
  }

  void begin(long startNanos, long nowNanos) {
    forget(); // what a scrape has left that failed half way
    start = startNanos;
    now = nowNanos;
  }

  void since(long startNanos) {
    start = startNanos;
  }

  /** Adds a point with the values of its attributes, in the order of the declaration. */
  public void add(long value, String... attributes) {
    if (!enabled) {
      return;
    }
    if (spec.isDecimal()) {
      add((double) value, attributes);
    } else if (whole) {
      point(0, value, attributes);
    } else {
      joined(attributes).add(strategy, 0, value);
    }
  }

  /** Adds a point of a metric whose values have fractions. */
  public void add(double value, String... attributes) {
    if (!enabled) {
      return;
    }
    if (whole) {
      point(value, (long) value, attributes);
    } else {
      joined(attributes).add(strategy, value, (long) value);
    }
  }

  private Joined joined(String... attributes) {
    List<String> identity = new ArrayList<>();
    for (int i = 0; i < kept.length; i++) {
      if (kept[i]) {
        identity.add(attributes[i]);
      }
    }
    return joined.computeIfAbsent(identity, key -> new Joined(attributes));
  }

  private void point(double decimal, long whole, String... attributes) {
    int mark = out.begin(POINTS);
    if (start != 0) {
      out.fixed64(NumberDataPointView.START_TIME_UNIX_NANO, start);
    }
    out.fixed64(NumberDataPointView.TIME_UNIX_NANO, now);
    if (spec.isDecimal()) {
      out.float64(NumberDataPointView.AS_DOUBLE, decimal);
    } else {
      out.fixed64(NumberDataPointView.AS_INT, whole);
    }
    for (int i = 0; i < kept.length; i++) {
      if (kept[i]) {
        attribute(i, attributes[i]);
      }
    }
    out.end(mark);
    count++;
  }

  private void attribute(int index, String value) {
    PointAttribute.Type type = spec.attributes().get(index).type();
    if (type == PointAttribute.Type.INTEGER && value.isEmpty()) {
      return;
    }
    int pair = out.begin(NumberDataPointView.ATTRIBUTES);
    out.bytes(KeyValueView.KEY, keys[index]);
    int any = out.begin(KeyValueView.VALUE);
    switch (type) {
      case TEXT -> out.string(AnyValueView.STRING_VALUE, value);
      case INTEGER -> out.varint(AnyValueView.INT_VALUE, Long.parseLong(value));
      case TEXTS -> texts(value);
    }
    out.end(any);
    out.end(pair);
  }

  private void texts(String lines) {
    int list = out.begin(AnyValueView.ARRAY_VALUE);
    lines
        .lines()
        .forEach(
            line -> {
              int any = out.begin(ArrayValueView.VALUES);
              out.string(AnyValueView.STRING_VALUE, line);
              out.end(any);
            });
    out.end(list);
  }

  /** Hands the points over as fields of a gauge's or a sum's message, and forgets them. */
  void drainTo(WireWriter data) {
    joined.values().forEach(each -> each.write(this));
    data.raw(out.toSlice());
    forget();
  }

  private void forget() {
    out.cut(0);
    joined.clear();
    count = 0;
  }

  private static final class Joined {
    private final String[] attributes;
    private double decimal;
    private long whole;
    private long values;

    Joined(String... attributes) {
      this.attributes = attributes;
    }

    void add(Strategy strategy, double decimalValue, long wholeValue) {
      decimal = values == 0 ? decimalValue : strategy.join(decimal, decimalValue);
      whole = values == 0 ? wholeValue : strategy.join(whole, wholeValue);
      values++;
    }

    void write(MetricPoints points) {
      long parts = points.strategy == Strategy.AVG ? values : 1;
      points.point(decimal / parts, whole / parts, attributes);
    }
  }
}
