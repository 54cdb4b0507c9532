package io.beltline.processor.metricstransform;

import io.beltline.model.Slice;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.ottl.pattern.Captures;
import io.beltline.ottl.pattern.TextPattern;
import io.beltline.processor.metricstransform.TransformConfig.SubmatchCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes labels of the groups of an expression for names. Safe for all threads. */
final class GroupLabels {
  private final MetricFilter filter;
  private final @Nullable SubmatchCase letters;

  /** A key for each group: its name, or {@code $1} for one that has none. */
  private final List<AttributeKey> keys;

  GroupLabels(MetricFilter filter, @Nullable SubmatchCase letters) {
    this.filter = filter;
    this.letters = letters;
    this.keys = filter.pattern() == null ? List.of() : keys(filter.pattern());
  }

  private static List<AttributeKey> keys(TextPattern pattern) {
    String[] names =
        IntStream.rangeClosed(1, pattern.groupCount())
            .mapToObj(number -> "$" + number)
            .toArray(String[]::new);
    pattern.namedGroups().forEach(group -> names[group.number() - 1] = group.name());
    return IntStream.range(0, names.length).mapToObj(i -> AttributeKey.of(names[i])).toList();
  }

  /** The labels of a name; groups that match nothing give none. */
  List<Attribute> of(Slice name) {
    Captures match = keys.isEmpty() ? null : filter.match(name);
    if (match == null) {
      return List.of();
    }
    List<Attribute> labels = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      String text = match.text(i + 1);
      if (!text.isEmpty()) {
        labels.add(Attribute.of(keys.get(i).name(), written(text)));
      }
    }
    return labels;
  }

  private String written(String text) {
    return switch (letters) {
      case null -> text;
      case LOWER -> text.toLowerCase(Locale.ROOT);
      case UPPER -> text.toUpperCase(Locale.ROOT);
    };
  }
}
