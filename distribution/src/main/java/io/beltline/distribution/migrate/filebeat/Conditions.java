package io.beltline.distribution.migrate.filebeat;

import io.beltline.config.ConfigList;
import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import io.beltline.config.ConfigScalar;
import io.beltline.distribution.migrate.Options;
import io.beltline.distribution.migrate.Ottl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conditions of processors become conditions of statements. */
final class Conditions {
  private Conditions() {}

  /** The condition; null if there is nothing like it. */
  static @Nullable String of(@Nullable ConfigNode node) {
    if (!(node instanceof ConfigMap map) || map.entries().isEmpty()) {
      return null;
    }
    List<String> all = new ArrayList<>();
    for (ConfigMap.Entry entry : map.entries().values()) {
      String one = one(entry.key(), entry.value());
      if (one == null) {
        return null;
      }
      all.add(one);
    }
    return all.size() == 1 ? all.getFirst() : "(" + String.join(") and (", all) + ")";
  }

  private static @Nullable String one(String kind, ConfigNode node) {
    return switch (kind) {
      case "equals" -> each(node, (field, value) -> field + " == " + literal(value));
      case "contains" -> each(node, Conditions::contains);
      case "regexp" -> each(node, (field, value) -> Ottl.matches(field, text(value)));
      case "range" -> ranges(node);
      case "has_fields" ->
          String.join(
              " and ",
              Options.texts(node).stream().map(name -> Ottl.field(name) + " != nil").toList());
      case "network" -> each(node, Conditions::network);
      case "and" -> joined(node, ") and (");
      case "or" -> joined(node, ") or (");
      case "not" -> {
        String inner = of(node);
        yield inner == null ? null : "not (" + inner + ")";
      }
      default -> null;
    };
  }

  private interface Comparison {
    @Nullable String of(String field, ConfigNode value);
  }

  private static @Nullable String each(ConfigNode node, Comparison comparison) {
    List<String> all = new ArrayList<>();
    for (Map.Entry<String, ConfigNode> entry : leaves(node, "").entrySet()) {
      String one = comparison.of(Ottl.field(entry.getKey()), entry.getValue());
      if (one == null) {
        return null;
      }
      all.add(one);
    }
    return all.isEmpty() ? null : String.join(" and ", all);
  }

  private static Map<String, ConfigNode> leaves(ConfigNode node, String prefix) {
    Map<String, ConfigNode> leaves = new LinkedHashMap<>();
    if (node instanceof ConfigMap map) {
      map.entries()
          .forEach(
              (key, entry) ->
                  leaves.putAll(
                      leaves(entry.value(), prefix.isEmpty() ? key : prefix + "." + key)));
    } else {
      leaves.put(prefix, node);
    }
    return leaves;
  }

  private static String contains(String field, ConfigNode value) {
    List<String> any = new ArrayList<>();
    for (String text : Options.texts(value)) {
      String plain = text.replaceAll("([\\\\.\\[\\]{}()*+?^$|])", "\\\\$1");
      any.add(
          field.equals(Ottl.attribute("tags"))
              ? "(IsList(" + field + ") and ContainsValue(" + field + ", " + Ottl.quote(text) + "))"
              : Ottl.matches(field, plain));
    }
    return any.size() == 1 ? any.getFirst() : "(" + String.join(" or ", any) + ")";
  }

  private static @Nullable String network(String field, ConfigNode value) {
    List<String> networks = new ArrayList<>();
    for (String name : Options.texts(value)) {
      switch (name) {
        case "private" ->
            networks.addAll(List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"));
        case "loopback" -> networks.addAll(List.of("127.0.0.0/8", "::1/128"));
        default -> {
          if (!name.contains("/")) {
            return null;
          }
          networks.add(name);
        }
      }
    }
    return "IsInCIDR("
        + field
        + ", ["
        + String.join(", ", networks.stream().map(Ottl::quote).toList())
        + "])";
  }

  private static @Nullable String ranges(ConfigNode node) {
    List<String> all = new ArrayList<>();
    for (Map.Entry<String, ConfigNode> leaf : leaves(node, "").entrySet()) {
      int dot = leaf.getKey().lastIndexOf('.');
      String sign =
          switch (leaf.getKey().substring(dot + 1)) {
            case "gt" -> " > ";
            case "gte" -> " >= ";
            case "lt" -> " < ";
            case "lte" -> " <= ";
            default -> "";
          };
      if (dot < 0 || sign.isEmpty()) {
        return null;
      }
      all.add(Ottl.field(leaf.getKey().substring(0, dot)) + sign + text(leaf.getValue()));
    }
    return all.isEmpty() ? null : String.join(" and ", all);
  }

  private static @Nullable String joined(ConfigNode node, String between) {
    List<String> all = new ArrayList<>();
    if (node instanceof ConfigList list) {
      for (ConfigNode item : list.items()) {
        String one = of(item);
        if (one == null) {
          return null;
        }
        all.add(one);
      }
    }
    return all.isEmpty() ? null : "(" + String.join(between, all) + ")";
  }

  private static String literal(ConfigNode value) {
    return value instanceof ConfigScalar scalar && scalar.kind() == ConfigScalar.Kind.STRING
        ? Ottl.quote(scalar.original())
        : Ottl.value(value);
  }

  private static String text(ConfigNode value) {
    String text = Options.scalar(value);
    return text == null ? "" : text;
  }
}
