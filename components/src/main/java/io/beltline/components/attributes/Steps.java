package io.beltline.components.attributes;

import com.google.re2j.Pattern;
import io.beltline.components.attributes.ActionConfig.ActionKind;
import io.beltline.components.attributes.ActionConfig.ValueKind;
import io.beltline.components.attributes.Actions.Step;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.AttributeEdits;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.AttributesEditor;
import io.beltline.model.otlp.Value;
import io.beltline.ottl.pattern.Captures;
import io.beltline.ottl.pattern.NamedGroup;
import io.beltline.ottl.pattern.TextPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compiles actions to steps. */
final class Steps {
  private Steps() {}

  static Step of(ActionConfig config) {
    AttributeKey key = AttributeKey.of(config.key());
    return switch (config.kind()) {
      case INSERT, UPDATE, UPSERT -> set(config, key);
      case DELETE -> delete(config, key);
      case HASH -> hash(config, key);
      case EXTRACT -> extract(key, Patterns.compile(config.pattern()));
      case CONVERT -> convert(key, Objects.requireNonNull(config.convertedType()));
    };
  }

  /** Whether an action is an edit that others can be made with in one pass over a record. */
  static boolean joins(ActionConfig config, AttributeEdits.Builder others) {
    boolean isKnown =
        switch (config.kind()) {
          case INSERT, UPDATE, UPSERT -> config.value() != null;
          case DELETE -> config.pattern().isEmpty();
          default -> false;
        };
    return isKnown && others.takes(AttributeKey.of(config.key()));
  }

  /** Adds an action that joins. */
  static void join(ActionConfig config, AttributeEdits.Builder others) {
    AttributeKey key = AttributeKey.of(config.key());
    if (config.kind() == ActionKind.DELETE) {
      others.delete(key);
      return;
    }
    Attribute attribute =
        Attribute.of(key, Values.of(Objects.requireNonNull(config.value()).plain()));
    switch (config.kind()) {
      case INSERT -> others.insert(attribute);
      case UPDATE -> others.update(attribute);
      default -> others.upsert(attribute);
    }
  }

  /** The step of edits that are made together. */
  static Step of(AttributeEdits edits) {
    return (attributes, context) -> attributes.apply(edits);
  }

  private static Step set(ActionConfig config, AttributeKey key) {
    ActionKind action = config.kind();
    if (config.value() != null) {
      Attribute attribute = Attribute.of(key, Values.of(config.value().plain()));
      return switch (action) {
        case INSERT -> (attributes, context) -> attributes.insert(attribute);
        case UPDATE -> (attributes, context) -> attributes.update(attribute);
        default -> (attributes, context) -> attributes.upsert(attribute);
      };
    }
    if (!config.fromAttribute().isEmpty()) {
      AttributeKey from = AttributeKey.of(config.fromAttribute());
      return (attributes, context) -> {
        AnyValueView found = attributes.find(from);
        put(attributes, action, key, found == null ? null : Value.copyOf(found));
      };
    }
    ContextSource source = ContextSource.of(config.fromContext());
    return (attributes, context) -> {
      String text = source.read(context);
      put(attributes, action, key, text == null ? null : Value.of(text));
    };
  }

  private static void put(
      AttributesEditor attributes, ActionKind action, AttributeKey key, @Nullable Value value) {
    if (value == null) {
      return;
    }
    Attribute attribute = Attribute.of(key, value);
    switch (action) {
      case INSERT -> attributes.insert(attribute);
      case UPDATE -> attributes.update(attribute);
      default -> attributes.upsert(attribute);
    }
  }

  private static Step delete(ActionConfig config, AttributeKey key) {
    if (config.pattern().isEmpty()) {
      return (attributes, context) -> attributes.delete(key);
    }
    Pattern pattern = Pattern.compile(config.pattern());
    return (attributes, context) -> {
      attributes.delete(key);
      attributes.removeIf(attribute -> pattern.matcher(attribute.key()).find());
    };
  }

  private static Step hash(ActionConfig config, AttributeKey key) {
    Step byKey =
        (attributes, context) -> {
          AnyValueView value = attributes.find(key);
          if (value != null) {
            attributes.update(Attribute.of(key, Value.of(Digest.sha256(value))));
          }
        };
    if (config.pattern().isEmpty()) {
      return byKey;
    }
    Pattern pattern = Pattern.compile(config.pattern());
    return (attributes, context) -> {
      if (!config.key().isEmpty()) {
        byKey.apply(attributes, context);
      }
      for (String name : keysLike(attributes, pattern)) {
        AttributeKey found = AttributeKey.of(name);
        AnyValueView value = attributes.find(found);
        if (value != null) {
          attributes.update(Attribute.of(found, Value.of(Digest.sha256(value))));
        }
      }
    };
  }

  private static List<String> keysLike(AttributesEditor attributes, Pattern pattern) {
    List<String> keys = new ArrayList<>();
    for (var walk = attributes.each(); walk.next(); ) {
      String name = walk.item().key();
      if (pattern.matcher(name).find()) {
        keys.add(name);
      }
    }
    return keys;
  }

  private static Step extract(AttributeKey key, TextPattern pattern) {
    List<NamedGroup> groups = pattern.namedGroups();
    return (attributes, context) -> {
      AnyValueView value = attributes.find(key);
      if (value == null || !value.hasStringValue()) {
        return;
      }
      Captures match = pattern.captures(value.stringValue());
      if (match.next()) {
        groups.forEach(group -> attributes.upsert(group.name(), match.text(group.number())));
      }
    };
  }

  private static Step convert(AttributeKey key, ValueKind kind) {
    return (attributes, context) -> {
      AnyValueView found = attributes.find(key);
      Value converted = found == null ? null : Values.convert(found, kind);
      if (converted != null) {
        attributes.update(Attribute.of(key, converted));
      }
    };
  }
}
