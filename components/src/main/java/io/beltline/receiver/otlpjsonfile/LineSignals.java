package io.beltline.receiver.otlpjsonfile;

import io.beltline.components.json.JsonInput;
import io.beltline.model.MalformedTelemetryException;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Finds out what a line of OTLP/JSON holds, by the names of its fields. */
final class LineSignals {
  private static final JsonFactory FACTORY = new JsonFactory();

  private LineSignals() {}

  /**
   * The signals of a line; none where it is an object without any.
   *
   * @throws MalformedTelemetryException if it is no JSON object
   */
  static Set<Signal> of(Slice line) {
    Set<Signal> signals = EnumSet.noneOf(Signal.class);
    try (JsonParser json =
        FACTORY.createParser(
            ObjectReadContext.empty(), line.array(), line.offset(), line.length())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedTelemetryException("no JSON object");
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        Signal signal = signal(json.currentName());
        if (signal != null) {
          signals.add(signal);
        }
        json.nextToken();
        json.skipChildren();
      }
      if (json.nextToken() != null) {
        throw new MalformedTelemetryException("more behind the JSON object");
      }
    } catch (JacksonException malformed) {
      throw new MalformedTelemetryException("no JSON: " + JsonInput.words(malformed));
    }
    return signals;
  }

  private static @Nullable Signal signal(String name) {
    return switch (name) {
      case "resourceSpans", "resource_spans" -> Signal.TRACES;
      case "resourceMetrics", "resource_metrics" -> Signal.METRICS;
      case "resourceLogs", "resource_logs" -> Signal.LOGS;
      case "resourceProfiles", "resource_profiles" -> Signal.PROFILES;
      default -> null;
    };
  }
}
