package io.beltline.distribution.queue;

import io.beltline.model.Slice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A small JSON object as it was read. */
record Tree(Map<String, @Nullable Object> properties) {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** Reads an object. */
  static Tree read(Slice json) throws IOException {
    try (JsonParser in =
        FACTORY.createParser(
            ObjectReadContext.empty(), json.array(), json.offset(), json.length())) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("the answer is no JSON object");
      }
      return object(in);
    } catch (JacksonException malformed) {
      throw new IOException("the answer is no JSON: " + malformed.getOriginalMessage());
    }
  }

  private static Tree object(JsonParser in) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    for (String name = in.nextName(); name != null; name = in.nextName()) {
      in.nextToken();
      all.put(name, value(in));
    }
    return new Tree(all);
  }

  private static @Nullable Object value(JsonParser in) {
    return switch (in.currentToken()) {
      case START_OBJECT -> object(in);
      case START_ARRAY -> {
        List<@Nullable Object> items = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(in));
        }
        yield items;
      }
      case VALUE_NUMBER_INT -> in.getLongValue();
      case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> in.getString();
      case null, default -> null;
    };
  }

  /** A text; empty if there is none. */
  String text(String name) {
    return properties.get(name) instanceof String text ? text : "";
  }

  /** A number; zero if there is none. */
  long number(String name) {
    return properties.get(name) instanceof Number number ? number.longValue() : 0;
  }

  /** A number; below zero if there is none. */
  double decimal(String name) {
    return properties.get(name) instanceof Number number ? number.doubleValue() : -1;
  }

  /** True if that is what it is. */
  boolean flag(String name) {
    return Boolean.TRUE.equals(properties.get(name));
  }

  /** An object; an empty one if there is none. */
  Tree tree(String name) {
    return properties.get(name) instanceof Tree tree ? tree : new Tree(Map.of());
  }

  /** The objects of an array. */
  List<Tree> list(String name) {
    List<Tree> trees = new ArrayList<>();
    if (properties.get(name) instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Tree tree) {
          trees.add(tree);
        }
      }
    }
    return trees;
  }
}
