package io.beltline.processor.resourcedetection;

import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.ResourceEditor;
import io.beltline.model.otlp.TelemetryEditor;
import io.beltline.model.otlp.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was detected, ready to be set. Immutable.
 *
 * @param attributes what resources get
 * @param schemaUrl the schema of the attributes; empty if none of them has one
 */
record Detected(List<Attribute> attributes, String schemaUrl) {
  static final Detected NOTHING = new Detected(List.of(), "");

  /** The conventions whose names the attributes have. */
  private static final String SCHEMA = "https://opentelemetry.io/schemas/1.40.0";

  /** What detectors found, in their order; null of one that found nothing yet. */
  static Detected merge(List<DetectorType> types, @Nullable Map<String, Value>[] found) {
    Map<String, Value> merged = new LinkedHashMap<>();
    boolean conventional = false;
    for (int i = 0; i < found.length; i++) {
      Map<String, Value> one = found[i];
      if (one != null) {
        one.forEach(merged::putIfAbsent);
        conventional |= !one.isEmpty() && types.get(i) != DetectorType.ENV;
      }
    }
    List<Attribute> attributes = new ArrayList<>();
    merged.forEach((key, value) -> attributes.add(Attribute.of(key, value)));
    return new Detected(List.copyOf(attributes), conventional ? SCHEMA : "");
  }

  boolean isEmpty() {
    return attributes.isEmpty();
  }

  /** Sets the attributes of every resource of what is edited. */
  void apply(TelemetryEditor<?> editor, boolean override) {
    while (editor.nextResource()) {
      ResourceEditor resource = editor.resource();
      for (Attribute attribute : attributes) {
        if (override) {
          resource.attributes().upsert(attribute);
        } else {
          resource.attributes().insert(attribute);
        }
      }
      if (!schemaUrl.isEmpty() && editor.resourceSchemaUrl().isEmpty()) {
        editor.resourceSchemaUrl(schemaUrl);
      }
    }
  }
}
