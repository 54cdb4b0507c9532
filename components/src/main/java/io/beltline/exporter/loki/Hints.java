package io.beltline.exporter.loki;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Attributes by which senders and processors say what becomes of others. Stateless. */
final class Hints {
  static final String RESOURCE_LABELS = "loki.resource.labels";
  static final String ATTRIBUTE_LABELS = "loki.attribute.labels";
  static final String TENANT = "loki.tenant";
  static final String FORMAT = "loki.format";

  /** All of them: none is sent. */
  static final Set<String> ALL = Set.of(RESOURCE_LABELS, ATTRIBUTE_LABELS, TENANT, FORMAT);

  private Hints() {}

  /** The keys a hint names: a list, or a text with commas. */
  static List<String> names(AttributesView attributes, String hint) {
    AnyValueView value = attributes.find(hint);
    if (value == null) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    if (value.hasArrayValue()) {
      for (var walk = value.arrayValue().values(); walk.next(); ) {
        names.add(walk.item().asString().strip());
      }
    } else {
      for (String name : value.asString().split(",", -1)) {
        names.add(name.strip());
      }
    }
    names.removeIf(String::isEmpty);
    return names;
  }

  /**
   * The value of a key, or of a path through maps whose keys have no dots; null if there is none.
   */
  static @Nullable String value(AttributesView attributes, String key) {
    AnyValueView direct = attributes.find(key);
    if (direct != null) {
      return direct.asString();
    }
    int dot = key.indexOf('.');
    if (dot < 0) {
      return null;
    }
    AnyValueView outer = attributes.find(key.substring(0, dot));
    return outer != null && outer.hasKvlistValue()
        ? value(outer.kvlistValue().values(), key.substring(dot + 1))
        : null;
  }
}
