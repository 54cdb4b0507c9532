package io.beltline.processor.resourcedetection;

import io.beltline.model.otlp.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one detector found out: attributes in their order, those that are enabled. One thread. */
final class Findings {
  private final Map<String, Boolean> enabled;
  private final Map<String, Value> values = new LinkedHashMap<>();

  /** Nothing yet; attributes that are not named are not wanted. */
  Findings(Map<String, Boolean> enabled) {
    this.enabled = enabled;
  }

  /** Whether an attribute is enabled, so that it is worth asking for. */
  boolean wants(String key) {
    return enabled.getOrDefault(key, false);
  }

  /** Whether one of them is enabled. */
  boolean wantsAny(String... keys) {
    for (String key : keys) {
      if (wants(key)) {
        return true;
      }
    }
    return false;
  }

  Findings put(String key, String value) {
    return put(key, Value.of(value));
  }

  Findings put(String key, List<String> texts) {
    return put(key, Value.of(texts.stream().map(Value::of).toList()));
  }

  Findings put(String key, Value value) {
    if (wants(key)) {
      values.put(key, value);
    }
    return this;
  }

  /** Sets an attribute that has no flag, such as a tag. */
  void add(String key, String value) {
    values.put(key, Value.of(value));
  }

  Map<String, Value> values() {
    return values;
  }
}
