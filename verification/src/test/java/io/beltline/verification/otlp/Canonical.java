package io.beltline.verification.otlp;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One text for all the ways OTLP/JSON may write the same item (protobuf's JSON mapping and the OTLP
 * specification): 64-bit integers as text or number, defaults written or left out, fields in any
 * order. The order of attributes and of all other lists is kept, and so is which of several value
 * types a value has.
 */
public final class Canonical {
  private static final Set<String> INTEGERS =
      Set.of("intValue", "asInt", "count", "bucketCounts", "zeroCount");
  private static final Set<String> DOUBLES =
      Set.of(
          "doubleValue",
          "asDouble",
          "sum",
          "min",
          "max",
          "quantile",
          "value",
          "explicitBounds",
          "zeroThreshold");

  /** Members of a oneof and optional fields: there, the default is something else than absence. */
  private static final Set<String> PRESENT =
      Set.of(
          "stringValue",
          "boolValue",
          "intValue",
          "doubleValue",
          "bytesValue",
          "arrayValue",
          "kvlistValue",
          "asInt",
          "asDouble",
          "sum",
          "min",
          "max",
          "gauge",
          "histogram",
          "exponentialHistogram",
          "summary");

  private static final Set<String> NOT_KEPT = Set.of("schemaUrl", "entityRefs", "flags");
  private static final Comparator<JsonNode> BY_TEXT = Comparator.comparing(node -> text("", node));

  private Canonical() {}

  /** The texts of all items of {@code requests}, sorted. */
  public static List<String> items(List<JsonNode> requests) {
    return requests.stream().flatMap(Item::of).map(Canonical::item).sorted().toList();
  }

  /**
   * The same, without what backends of traces do not keep: the order of attributes, events and
   * links, URLs of schemas, references of entities, and flags. The order inside values is kept.
   */
  public static List<String> itemsAsKept(List<JsonNode> requests) {
    return items(requests.stream().map(request -> ordered("", request)).toList());
  }

  private static JsonNode ordered(String name, JsonNode node) {
    if (node.isArray()) {
      Stream<JsonNode> parts = node.valueStream().map(part -> ordered("", part));
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      (name.equals("values") ? parts : parts.sorted(BY_TEXT)).forEach(array::add);
      return array;
    }
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.forEachEntry(
          (key, value) -> {
            if (!NOT_KEPT.contains(key)) {
              object.set(key, ordered(key, value));
            }
          });
      return object;
    }
    return node;
  }

  /** The text of one item, with its metric, scope and resource. */
  static String item(Item item) {
    return item.signal()
        + text("", item.body())
        + text("", item.metric())
        + text("", item.scope())
        + text("", item.resource());
  }

  private static String text(String key, JsonNode node) {
    if (node.isObject()) {
      return object(node);
    }
    if (node.isArray()) {
      return "[" + String.join(",", node.valueStream().map(one -> text(key, one)).toList()) + "]";
    }
    if (INTEGERS.contains(key) || key.endsWith("UnixNano")) {
      return new BigInteger(node.asString()).toString();
    }
    if (DOUBLES.contains(key)) {
      return Double.toString(Double.parseDouble(node.asString()));
    }
    return node.toString();
  }

  private static String object(JsonNode node) {
    TreeMap<String, String> fields = new TreeMap<>();
    node.forEachEntry(
        (key, value) -> {
          String text = text(key, value);
          if (PRESENT.contains(key) ? !value.isNull() : !isDefault(text)) {
            fields.put(key, text);
          }
        });
    return fields.toString();
  }

  private static boolean isDefault(String text) {
    return switch (text) {
      case "null", "0", "0.0", "\"\"", "\"0\"", "false", "[]", "{}" -> true;
      default -> false;
    };
  }
}
