package io.beltline.exporter.loadbalancing;

import io.beltline.model.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What items must have in common to go to the same backend. */
enum RoutingKey {
  TRACE_ID("traceID"),
  SERVICE("service"),
  RESOURCE("resource"),
  METRIC("metric"),
  STREAM_ID("streamID"),
  ATTRIBUTES("attributes");

  private final String word;

  RoutingKey(String word) {
    this.word = word;
  }

  /** The key of a word as users write it, or null. */
  static @Nullable RoutingKey of(String word) {
    return Arrays.stream(values()).filter(key -> key.word.equals(word)).findFirst().orElse(null);
  }

  /** The key of a signal where the user wrote none. */
  static RoutingKey usual(Signal signal) {
    return signal == Signal.TRACES ? TRACE_ID : SERVICE;
  }

  /** All words, for messages. */
  static String words() {
    return Arrays.stream(values()).map(key -> key.word).collect(Collectors.joining(", "));
  }

  /** The word as users write it. */
  String word() {
    return word;
  }

  /** Whether items of a signal have it. */
  boolean routes(Signal signal) {
    return switch (this) {
      case TRACE_ID -> signal == Signal.TRACES || signal == Signal.LOGS;
      case METRIC, STREAM_ID -> signal == Signal.METRICS;
      case SERVICE, RESOURCE, ATTRIBUTES -> signal != Signal.PROFILES;
    };
  }

  /**
   * Reads it from items of a signal that have it.
   *
   * @param attributes what the key is made of, for {@link #ATTRIBUTES}
   */
  KeyReader reader(Signal signal, List<String> attributes) {
    return switch (this) {
      case TRACE_ID -> new TraceIdKeys(signal);
      case SERVICE ->
          signal == Signal.TRACES
              ? new AttributeKeys(signal, List.of(AttributeText.SERVICE_NAME))
              : new ServiceKeys();
      case RESOURCE -> new ResourceKeys();
      case METRIC -> new MetricNameKeys();
      case STREAM_ID -> new StreamKeys();
      case ATTRIBUTES -> new AttributeKeys(signal, attributes);
    };
  }
}
