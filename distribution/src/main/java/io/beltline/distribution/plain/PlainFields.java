package io.beltline.distribution.plain;

import io.beltline.config.Suggestion;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.Field;
import io.beltline.model.otlp.MessageType;
import io.beltline.model.otlp.OtlpTypes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds fields in plain items that telemetry does not have. */
public final class PlainFields {
  private static final Set<String> KNOWN = known();

  private PlainFields() {}

  private static Set<String> known() {
    Set<String> known =
        new TreeSet<>(
            List.of(
                "resource",
                "resourceSchemaUrl",
                "scope",
                "scopeSchemaUrl",
                "metric",
                "description",
                "unit",
                "type",
                "aggregationTemporality",
                "isMonotonic",
                "value"));
    for (MessageType type :
        List.of(
            OtlpTypes.LOG_RECORD,
            OtlpTypes.SPAN,
            OtlpTypes.NUMBER_DATA_POINT,
            OtlpTypes.HISTOGRAM_DATA_POINT,
            OtlpTypes.EXPONENTIAL_HISTOGRAM_DATA_POINT,
            OtlpTypes.SUMMARY_DATA_POINT)) {
      type.fields().stream().map(Field::jsonName).forEach(known::add);
    }
    return known;
  }

  /**
   * Looks at the names of fields.
   *
   * @throws IllegalArgumentException if no item has a field of such a name
   */
  public static void check(List<? extends Map<String, ?>> items) {
    for (int i = 0; i < items.size(); i++) {
      for (String key : items.get(i).keySet()) {
        if (!KNOWN.contains(key)) {
          throw new IllegalArgumentException(
              "item %d: \"%s\" is no field%s"
                  .formatted(i + 1, key, Suggestion.expected(key, KNOWN)));
        }
      }
    }
  }

  /**
   * Telemetry of items, each field of which must have come into it.
   *
   * @throws IllegalArgumentException if a field has not
   * @throws io.beltline.model.MalformedTelemetryException if a field has a value it cannot have
   */
  public static Telemetry telemetry(
      Signal signal, List<? extends Map<String, @Nullable Object>> items) {
    check(items);
    Telemetry telemetry = PlainItems.telemetry(signal, items);
    List<Map<String, @Nullable Object>> read = PlainItems.of(telemetry);
    for (int i = 0; i < items.size(); i++) {
      for (Difference lost :
          Difference.from(items.get(i), i < read.size() ? read.get(i) : Map.of())) {
        if (!isSame(lost.left(), lost.right())) {
          throw new IllegalArgumentException(
              "item %d: %s cannot be %s"
                  .formatted(i + 1, lost.path(), Difference.shown(lost.left())));
        }
      }
    }
    return telemetry;
  }

  /** Whether a value is another way to write what was read, or is the same as being absent. */
  private static boolean isSame(@Nullable Object written, @Nullable Object read) {
    return switch (written) {
      case null -> true;
      case Number number ->
          read == null
              ? number.doubleValue() == 0
              : read instanceof Number other && other.doubleValue() == number.doubleValue();
      case String text ->
          read == null
              ? text.isEmpty()
              : read instanceof Number || text.equalsIgnoreCase(read.toString());
      case Boolean flag -> !flag && read == null;
      case Map<?, ?> map -> map.isEmpty();
      case Collection<?> list -> list.isEmpty();
      default -> false;
    };
  }
}
