package io.beltline.connector.exceptions;

import io.beltline.connector.exceptions.ExceptionsConfig.DimensionConfig;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.SpanView;
import io.beltline.model.otlp.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What exceptions are told apart by. Immutable; safe for all threads. */
final class Dimensions {
  static final AttributeKey SERVICE = AttributeKey.of("service.name");
  static final AttributeKey SPAN_NAME = AttributeKey.of("span.name");
  static final AttributeKey SPAN_KIND = AttributeKey.of("span.kind");
  static final AttributeKey STATUS_CODE = AttributeKey.of("status.code");

  private static final String[] KINDS = {
    "UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"
  };
  private static final String[] CODES = {"UNSET", "OK", "ERROR"};

  private final List<Dimension> own = new ArrayList<>();

  private record Dimension(AttributeKey key, @Nullable Value preset) {}

  Dimensions(List<DimensionConfig> configured) {
    for (DimensionConfig one : configured) {
      String preset = one.defaultValue();
      own.add(new Dimension(AttributeKey.of(one.name()), preset == null ? null : Value.of(preset)));
    }
  }

  /** The dimensions that come of a span; of a log record there are none of these. */
  static List<Attribute> common(String service, @Nullable SpanView span) {
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(Attribute.of(SERVICE, Value.of(service)));
    if (span != null) {
      attributes.add(Attribute.of(SPAN_NAME, Value.of(span.name())));
      attributes.add(Attribute.of(SPAN_KIND, Value.of("SPAN_KIND_" + word(KINDS, span.kind()))));
      attributes.add(
          Attribute.of(STATUS_CODE, Value.of("STATUS_CODE_" + word(CODES, span.status().code()))));
    }
    return attributes;
  }

  private static String word(String[] words, int number) {
    return number >= 0 && number < words.length ? words[number] : words[0];
  }

  /** The configured dimensions, each from the first source that has it. */
  List<Attribute> configured(AttributesView... sources) {
    List<Attribute> attributes = new ArrayList<>();
    for (Dimension dimension : own) {
      Value value = dimension.preset();
      for (AttributesView source : sources) {
        AnyValueView found = source.find(dimension.key());
        if (found != null) {
          value = Value.copyOf(found);
          break;
        }
      }
      if (value != null) {
        attributes.add(Attribute.of(dimension.key(), value));
      }
    }
    return attributes;
  }
}
