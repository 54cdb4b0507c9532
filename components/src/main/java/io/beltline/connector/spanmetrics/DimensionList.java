package io.beltline.connector.spanmetrics;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.KeyValueView;
import io.beltline.model.otlp.Value;
import io.beltline.model.otlp.WireWriter;
import io.beltline.ottl.pattern.Glob;
import io.beltline.ottl.pattern.InvalidPatternException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Dimensions that users chose, ready to be written. Immutable; safe for all threads. */
record DimensionList(List<Named> names, List<Glob> globs) {

  /**
   * One attribute.
   *
   * @param key its key
   * @param value what it is where nobody has it, or null
   */
  record Named(AttributeKey key, @Nullable Value value) {}

  /** The dimensions of lists one behind the other; of two defaults of a key the last counts. */
  static DimensionList of(List<DimensionConfig> first, List<DimensionConfig> more) {
    Map<String, Named> names = new LinkedHashMap<>();
    List<Glob> globs = new ArrayList<>();
    for (List<DimensionConfig> list : List.of(first, more)) {
      for (DimensionConfig dimension : list) {
        if (dimension.name().isEmpty()) {
          globs.addAll(globs(dimension).globs());
        } else {
          String text = dimension.defaultValue();
          Named named =
              new Named(AttributeKey.of(dimension.name()), text == null ? null : Value.of(text));
          names.merge(dimension.name(), named, (a, b) -> b.value() == null ? a : b);
        }
      }
    }
    return new DimensionList(List.copyOf(names.values()), List.copyOf(globs));
  }

  /** The glob of one dimension; none if it has no valid one. */
  static DimensionList globs(DimensionConfig dimension) {
    if (dimension.glob().isEmpty()) {
      return new DimensionList(List.of(), List.of());
    }
    try {
      return new DimensionList(List.of(), List.of(Glob.of(dimension.glob(), '.')));
    } catch (InvalidPatternException reported) { // the configuration's validation tells it
      return new DimensionList(List.of(), List.of());
    }
  }

  /** True if a glob matches a key. */
  boolean matches(String key) {
    byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
    return matches(utf8, 0, utf8.length);
  }

  private boolean matches(byte[] utf8, int from, int to) {
    for (Glob glob : globs) {
      if (glob.matches(utf8, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** Writes what the sources have, the first of them that has a key, into a field of attributes. */
  void write(WireWriter out, int field, List<AttributesView> sources) {
    for (Named named : names) {
      Slice value = find(named, sources);
      if (value != null) {
        int mark = out.begin(field);
        out.string(KeyValueView.KEY, named.key().name());
        out.bytes(KeyValueView.VALUE, value);
        out.end(mark);
      }
    }
    if (!globs.isEmpty()) {
      writeMatching(out, field, sources);
    }
  }

  private static @Nullable Slice find(Named named, List<AttributesView> sources) {
    for (AttributesView source : sources) {
      AnyValueView value = source.find(named.key());
      if (value != null) {
        return value.toSlice();
      }
    }
    return named.value() == null ? null : named.value().encoded();
  }

  private void writeMatching(WireWriter out, int field, List<AttributesView> sources) {
    TreeMap<String, Attribute> found = new TreeMap<>();
    for (AttributesView source : sources) {
      AttributesView walk = source;
      while (walk.next()) {
        var key = walk.keyUtf8();
        if (matches(key.array(), key.offset(), key.offset() + key.length())) {
          String name = key.toUtf8();
          AttributeKey attribute = AttributeKey.of(name);
          found.putIfAbsent(name, new Attribute(attribute, walk.item().toSlice()));
        }
      }
    }
    names.forEach(named -> found.remove(named.key().name()));
    found.values().forEach(attribute -> out.attribute(field, Objects.requireNonNull(attribute)));
  }
}
