package io.beltline.receiver.splunkhec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An event as its sender wrote it.
 *
 * @param event what happened; {@code metric} for a metric
 * @param fields what is known beside it
 * @param time Unix nanoseconds; 0 if it is not written
 */
record HecEvent(
    @Nullable Object event,
    Map<String, @Nullable Object> fields,
    String host,
    String source,
    String sourcetype,
    String index,
    long time) {
  static final String VALUE = "_value";
  private static final String NAME = "metric_name";
  private static final Pattern METRIC = Pattern.compile("metric_name:([A-Za-z.:][A-Za-z0-9_.:]*)");

  /** Whether it is a metric and nothing else. */
  boolean isMetric() {
    return "metric".equals(event);
  }

  /** The values of a metric by name, whatever they are. */
  Map<String, @Nullable Object> values() {
    if (fields.get(NAME) instanceof String name) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put(name, fields.get(VALUE));
      return one;
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    fields.forEach(
        (key, value) -> {
          var named = METRIC.matcher(key);
          if (named.matches() && !named.group(1).contains(NAME)) {
            values.put(named.group(1), value);
          }
        });
    return values;
  }

  /** The attributes of a metric's points: texts. */
  Map<String, String> dimensions() {
    Map<String, String> dimensions = new LinkedHashMap<>();
    fields.forEach(
        (key, value) -> {
          if (!key.isEmpty() && !key.startsWith(NAME) && !key.equals(VALUE) && value != null) {
            dimensions.put(key, String.valueOf(value));
          }
        });
    return dimensions;
  }
}
