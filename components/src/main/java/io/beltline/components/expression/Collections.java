package io.beltline.components.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the nodes of lists and maps and of their parts. */
final class Collections {
  private Collections() {}

  static Node list(List<Node> items) {
    if (items.stream().allMatch(Node.Constant.class::isInstance)) {
      List<@Nullable Object> values = new ArrayList<>();
      items.forEach(item -> values.add(((Node.Constant) item).constant()));
      return new Node.Constant(values);
    }
    return Node.of(
        Kind.LIST,
        scope -> {
          List<@Nullable Object> values = new ArrayList<>(items.size());
          for (Node item : items) {
            values.add(item.value(scope));
          }
          return values;
        });
  }

  static Node map(Map<Node, Node> entries) {
    return Node.of(
        Kind.MAP,
        scope -> {
          Map<String, @Nullable Object> values = new LinkedHashMap<>();
          for (Map.Entry<Node, Node> entry : entries.entrySet()) {
            Object key = entry.getKey().value(scope);
            if (!(key instanceof String name)) {
              throw new ExpressionException(
                  "a key of type " + Kind.of(key).word() + " (expected: string)");
            }
            values.put(name, entry.getValue().value(scope));
          }
          return values;
        });
  }

  static Node member(Node of, String name, boolean optional) throws ExpressionException {
    return index(of, new Node.Constant(name), optional);
  }

  static Node index(Node of, Node index, boolean optional) throws ExpressionException {
    boolean possible = of.kind().mayBe(Kind.MAP) || of.kind() == Kind.LIST || of.kind() == Kind.NIL;
    if (!possible || (of.kind() == Kind.LIST && !index.kind().mayBe(Kind.INT))) {
      throw new ExpressionException("a value of type " + of.kind().word() + " has no such part");
    }
    return Node.of(Kind.ANY, scope -> part(of.value(scope), index.value(scope), optional));
  }

  private static @Nullable Object part(
      @Nullable Object of, @Nullable Object index, boolean optional) throws ExpressionException {
    if (of == null && optional) {
      return null;
    }
    if (of instanceof Map<?, ?> map && index instanceof String key) {
      return map.get(key);
    }
    if (of instanceof List<?> list && index instanceof Long position) {
      long at = position < 0 ? list.size() + position : position;
      if (at < 0 || at >= list.size()) {
        throw new ExpressionException(
            "index " + position + " of an array of " + list.size() + " values");
      }
      return list.get((int) at);
    }
    throw new ExpressionException("cannot take " + index + " of " + Kind.of(of).word());
  }

  static Node slice(Node of, @Nullable Node from, @Nullable Node to) throws ExpressionException {
    if (!of.kind().mayBe(Kind.LIST) && of.kind() != Kind.TEXT) {
      throw new ExpressionException("a value of type " + of.kind().word() + " has no parts");
    }
    return Node.of(
        of.kind(),
        scope -> {
          Object value = of.value(scope);
          if (value instanceof String text) {
            int first = bound(from, scope, 0, text.length());
            int last = bound(to, scope, text.length(), text.length());
            return first < last ? text.substring(first, last) : "";
          }
          if (value instanceof List<?> list) {
            int first = bound(from, scope, 0, list.size());
            int last = bound(to, scope, list.size(), list.size());
            return first < last ? list.subList(first, last) : List.of();
          }
          throw new ExpressionException(
              "a value of type " + Kind.of(value).word() + " has no parts");
        });
  }

  private static int bound(@Nullable Node node, Scope scope, int absent, int size)
      throws ExpressionException {
    if (node == null) {
      return absent;
    }
    Object value = node.value(scope);
    if (!(value instanceof Long position)) {
      throw new ExpressionException(
          "a bound of type " + Kind.of(value).word() + " (expected: int)");
    }
    return (int) Math.clamp(position < 0 ? size + position : position, 0L, size);
  }
}
