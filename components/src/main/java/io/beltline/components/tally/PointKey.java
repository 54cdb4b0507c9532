package io.beltline.components.tally;

import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.Value;
import io.beltline.model.otlp.WireWriter;
import io.beltline.ottl.context.Execution;
import org.jspecify.annotations.Nullable;

/** Writes the attributes of points, which are their keys too. One thread. */
final class PointKey {
  private final WireWriter out = new WireWriter();

  /** The attributes of the point a record belongs to; null if it lacks one. */
  @Nullable Slice of(TallyRule rule, @Nullable AttributesView attributes, Execution x) {
    if (rule.attributes().isEmpty()) {
      return Slice.EMPTY;
    }
    out.reset();
    for (TallyRule.Dimension dimension : rule.attributes()) {
      Value value =
          rule.source() == null ? any(dimension, attributes, x) : text(dimension, attributes);
      if (value == null) {
        return null;
      }
      out.attribute(NumberDataPointView.ATTRIBUTES, Attribute.of(dimension.key(), value));
    }
    return Slice.of(out.toSlice().toByteArray());
  }

  /** The value of the record, else of its scope, else of its resource. */
  private static @Nullable Value any(
      TallyRule.Dimension dimension, @Nullable AttributesView attributes, Execution x) {
    AttributeKey key = dimension.key();
    AnyValueView found = attributes == null ? null : attributes.find(key);
    if (found == null) {
      found = x.scope().attributes().find(key);
    }
    if (found == null) {
      found = x.resource().attributes().find(key);
    }
    return found == null ? dimension.preset() : Value.copyOf(found);
  }

  /** The value of the record, as text. */
  private static @Nullable Value text(
      TallyRule.Dimension dimension, @Nullable AttributesView attributes) {
    AnyValueView found = attributes == null ? null : attributes.find(dimension.key());
    return found == null ? dimension.preset() : Value.of(found.asString());
  }
}
