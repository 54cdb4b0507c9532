package io.beltline.processor.tailsampling;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.ResourceView;
import io.beltline.model.otlp.SpanView;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the value of an attribute.
 *
 * @param key the attribute
 * @param test which values answer with yes
 */
record AttributeQuestion(AttributeKey key, Predicate<AnyValueView> test) implements Question {
  @Override
  public boolean asks(ResourceView resource) {
    return holds(resource.attributes().find(key));
  }

  @Override
  public boolean asks(SpanView span) {
    return holds(span.attributes().find(key));
  }

  private boolean holds(@Nullable AnyValueView value) {
    return value != null && test.test(value);
  }
}
