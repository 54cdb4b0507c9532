package io.beltline.ottl.context;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kind of record that statements run on, with those around it. */
public enum ContextName {
  RESOURCE("resource", null),
  SCOPE("scope", RESOURCE),
  SPAN("span", SCOPE),
  SPAN_EVENT("spanevent", SPAN),
  SPAN_LINK("spanlink", SPAN),
  METRIC("metric", SCOPE),
  DATA_POINT("datapoint", METRIC),
  EXEMPLAR("exemplar", DATA_POINT),
  LOG("log", SCOPE),
  PROFILE("profile", SCOPE);

  private final String word;
  private final @Nullable ContextName outer;

  ContextName(String word, @Nullable ContextName outer) {
    this.word = word;
    this.outer = outer;
  }

  /** The name in a configuration and in front of paths. */
  public String word() {
    return word;
  }

  /** The record around it, or null. */
  public @Nullable ContextName outer() {
    return outer;
  }

  /** How many records are around it. */
  public int depth() {
    return outer == null ? 0 : outer.depth() + 1;
  }

  /** Whether paths of another context can be used in this one. */
  public boolean sees(ContextName other) {
    return this == other || (outer != null && outer.sees(other));
  }

  /** The names paths may begin with in this context, innermost first. */
  public List<String> prefixes() {
    List<String> words = new ArrayList<>();
    for (ContextName at = this; at != null; at = at.outer) {
      words.add(at.word);
    }
    words.add("otelcol");
    return words;
  }

  /** The context of a name, or null; {@code instrumentation_scope} is the scope's other name. */
  public static @Nullable ContextName of(String word) {
    if (word.equals("instrumentation_scope")) {
      return SCOPE;
    }
    for (ContextName name : values()) {
      if (name.word.equals(word)) {
        return name;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return word;
  }
}
