package io.beltline.connector.spanmetrics;

import io.beltline.model.otlp.Attribute;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The dimensions that every metric has unless they are excluded. */
final class CommonDimensions {
  static final String SERVICE_NAME = "service.name";
  static final String SPAN_NAME = "span.name";
  static final String SPAN_KIND = "span.kind";
  static final String STATUS_CODE = "status.code";
  static final String COLLECTOR = "collector.instance.id";

  /** The keys that no other dimension may have. */
  static final Set<String> KEYS =
      Set.of(SERVICE_NAME, SPAN_NAME, SPAN_KIND, STATUS_CODE, COLLECTOR);

  private static final List<Attribute> KINDS =
      attributes(
          SPAN_KIND,
          "SPAN_KIND_UNSPECIFIED",
          "SPAN_KIND_INTERNAL",
          "SPAN_KIND_SERVER",
          "SPAN_KIND_CLIENT",
          "SPAN_KIND_PRODUCER",
          "SPAN_KIND_CONSUMER");
  private static final List<Attribute> CODES =
      attributes(STATUS_CODE, "STATUS_CODE_UNSET", "STATUS_CODE_OK", "STATUS_CODE_ERROR");
  private static final Attribute NO_KIND = Attribute.of(SPAN_KIND, "");
  private static final Attribute NO_CODE = Attribute.of(STATUS_CODE, "");

  private CommonDimensions() {}

  private static List<Attribute> attributes(String key, String... values) {
    return Stream.of(values).map(value -> Attribute.of(key, value)).toList();
  }

  /** The dimension of a kind; of one that OTLP does not know, empty. */
  static Attribute kind(int number) {
    return number >= 0 && number < KINDS.size() ? KINDS.get(number) : NO_KIND;
  }

  /** The dimension of a status; of one that OTLP does not know, empty. */
  static Attribute status(int number) {
    return number >= 0 && number < CODES.size() ? CODES.get(number) : NO_CODE;
  }

  /** The dimension of the collector, or null if it has no name. */
  static @Nullable Attribute collector(String instance) {
    return instance.isEmpty() ? null : Attribute.of(COLLECTOR, instance);
  }
}
