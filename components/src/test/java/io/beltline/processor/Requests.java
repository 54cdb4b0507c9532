package io.beltline.processor;

import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import java.nio.charset.StandardCharsets;

/** Requests with one item, from JSON. */
public final class Requests {
  private Requests() {}

  /** A request from JSON. */
  public static Telemetry json(Signal signal, String json) {
    return OtlpJson.read(signal, json.getBytes(StandardCharsets.UTF_8));
  }

  /** A request as JSON. */
  public static String text(Telemetry telemetry) {
    return new String(OtlpJson.write(telemetry), StandardCharsets.UTF_8);
  }

  /** Attributes as JSON; each value is an AnyValue in JSON. */
  public static String attributes(String... keysAndValues) {
    StringBuilder json = new StringBuilder("[");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      json.append(i == 0 ? "" : ",")
          .append("{\"key\":\"")
          .append(keysAndValues[i])
          .append("\",\"value\":")
          .append(keysAndValues[i + 1])
          .append('}');
    }
    return json.append(']').toString();
  }

  /** A span with attributes. */
  public static Telemetry span(String attributes) {
    return json(
        Signal.TRACES,
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"s\",\"attributes\":"
            + attributes
            + "}]}]}]}");
  }
}
