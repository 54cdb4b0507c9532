package io.beltline.ottl.context;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The symbols of a context with their numbers; those of the contexts around it are known too.
 *
 * <p>Source: the contexts' READMEs in pkg/ottl/contexts of
 * open-telemetry/opentelemetry-collector-contrib.
 */
public final class Enums {
  private static final Map<String, Integer> SPAN = new LinkedHashMap<>();
  private static final Map<String, Integer> LOG = new LinkedHashMap<>();
  private static final Map<String, Integer> METRIC = new LinkedHashMap<>();
  private static final Map<String, Integer> PROFILE = new LinkedHashMap<>();

  static {
    number(
        SPAN, "SPAN_KIND_", "UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER");
    number(SPAN, "STATUS_CODE_", "UNSET", "OK", "ERROR");
    LOG.put("SEVERITY_NUMBER_UNSPECIFIED", 0);
    int severity = 1;
    for (String level : new String[] {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"}) {
      for (String step : new String[] {"", "2", "3", "4"}) {
        LOG.put("SEVERITY_NUMBER_" + level + step, severity++);
      }
    }
    temporalities(METRIC);
    number(
        METRIC,
        "METRIC_DATA_TYPE_",
        "NONE",
        "GAUGE",
        "SUM",
        "HISTOGRAM",
        "EXPONENTIAL_HISTOGRAM",
        "SUMMARY");
    METRIC.put("FLAG_NONE", 0);
    METRIC.put("FLAG_NO_RECORDED_VALUE", 1);
    temporalities(PROFILE);
  }

  private Enums() {}

  private static void temporalities(Map<String, Integer> into) {
    number(into, "AGGREGATION_TEMPORALITY_", "UNSPECIFIED", "DELTA", "CUMULATIVE");
  }

  private static void number(Map<String, Integer> into, String prefix, String... names) {
    for (int i = 0; i < names.length; i++) {
      into.put(prefix + names[i], i);
    }
  }

  /** All symbols of a context. */
  public static Map<String, Integer> of(ContextName context) {
    return switch (context) {
      case SPAN, SPAN_EVENT, SPAN_LINK -> SPAN;
      case LOG -> LOG;
      case METRIC, DATA_POINT, EXEMPLAR -> METRIC;
      case PROFILE -> PROFILE;
      case RESOURCE, SCOPE -> Map.of();
    };
  }

  /** The number of a symbol, or null. */
  public static @Nullable Integer number(ContextName context, String symbol) {
    return of(context).get(symbol);
  }
}
