package io.beltline.verification.flow;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fields of a schema and their types, from a table of ours.
 *
 * @param types types by the names of fields
 */
record SchemaTable(SortedMap<String, String> types) {
  private static final Pattern TIME =
      Pattern.compile("\\d+\\.\\d+|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z");
  private static final String PASSTHROUGH = "passthrough:";
  private static final String ALIAS = "alias:";

  /** What an engine without the modules for some types is given in their place. */
  private static final Map<String, String> STAND_INS =
      Map.of(
          "match_only_text", "text",
          "wildcard", "keyword",
          "constant_keyword", "keyword",
          "version", "keyword");

  /** The Elastic Common Schema. */
  static SchemaTable ecs() {
    SortedMap<String, String> types = new TreeMap<>();
    SchemaFiles.rows("ecs-fields.csv").forEach(row -> types.put(row.get(0), row.get(1)));
    return new SchemaTable(types);
  }

  /** The schema of the OpenTelemetry data streams of a signal. */
  static SchemaTable otel(String signal) {
    SortedMap<String, String> types = new TreeMap<>();
    for (List<String> row : SchemaFiles.rows("otel-fields.csv")) {
      if (row.get(0).equals("all") || row.get(0).equals(signal)) {
        types.put(row.get(1), row.get(2));
      }
    }
    return new SchemaTable(types);
  }

  /** The same with more fields. */
  SchemaTable with(Map<String, String> more) {
    SortedMap<String, String> all = new TreeMap<>(more);
    all.putAll(types);
    return new SchemaTable(all);
  }

  /**
   * What of a document does not conform, each as words.
   *
   * @param free whether a field may have that name although the schema has none of it
   */
  List<String> complaints(JsonNode document, Predicate<String> free) {
    List<String> complaints = new ArrayList<>();
    Set<String> objects = new HashSet<>();
    for (String name : types.keySet()) {
      for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
        objects.add(name.substring(0, dot));
      }
    }
    walk("", document, objects, free, complaints);
    return complaints;
  }

  private void walk(
      String path,
      JsonNode node,
      Set<String> objects,
      Predicate<String> free,
      List<String> complaints) {
    String type = types.get(path);
    if (type != null) {
      if (!fits(type, node)) {
        complaints.add(path + " is no " + type + ": " + node);
      }
    } else if (node.isObject()) {
      node.propertyStream()
          .forEach(
              member ->
                  walk(
                      path.isEmpty() ? member.getKey() : path + "." + member.getKey(),
                      member.getValue(),
                      objects,
                      free,
                      complaints));
    } else if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
      node.forEach(inner -> walk(path, inner, objects, free, complaints));
    } else if (objects.contains(path) && !(node.isArray() && node.isEmpty())) {
      complaints.add(path + " is an object in the schema: " + node);
    } else if (!objects.contains(path) && !free.test(path)) {
      complaints.add(path + " is not in the schema: " + node);
    }
  }

  private static boolean fits(String type, JsonNode node) {
    if (node.isArray() && !type.startsWith(PASSTHROUGH)) {
      return !node.isEmpty() && node.valueStream().allMatch(item -> fits(type, item));
    }
    return switch (type) {
      case "date", "date_nanos" -> node.isString() && TIME.matcher(node.asString()).matches();
      case "keyword", "constant_keyword", "match_only_text", "version", "wildcard" ->
          node.isString();
      case "boolean" -> node.isBoolean();
      case "byte" -> node.isIntegralNumber() && node.longValue() == (byte) node.longValue();
      case "long" -> node.isIntegralNumber();
      case "float" -> node.isNumber();
      case "ip" -> node.isString() && isAddress(node.asString());
      default -> !type.startsWith(ALIAS) && node.isObject();
    };
  }

  private static boolean isAddress(String text) {
    try {
      return !InetAddress.ofLiteral(text).getHostAddress().isEmpty();
    } catch (IllegalArgumentException none) {
      return false;
    }
  }

  /** The mapping of an index that takes these fields and no others, as {@code properties}. */
  ObjectNode properties() {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    types.forEach((path, type) -> mapping(root, path, type));
    return root;
  }

  private void mapping(ObjectNode root, String path, String type) {
    ObjectNode at = root;
    int from = 0;
    for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', from)) {
      String above = path.substring(0, dot);
      at = at.withObjectProperty(path.substring(from, dot)).withObjectProperty("properties");
      from = dot + 1;
      if (types.getOrDefault(above, "").startsWith(PASSTHROUGH)) {
        break; // the names below it have dots, not steps
      }
    }
    ObjectNode field = at.withObjectProperty(path.substring(from));
    if (type.startsWith(PASSTHROUGH)) {
      field.put("type", "passthrough").put("dynamic", true);
      field.put("priority", Integer.parseInt(type.substring(PASSTHROUGH.length())));
    } else if (type.startsWith(ALIAS)) {
      field.put("type", "alias").put("path", type.substring(ALIAS.length()));
    } else if (type.equals("object")) {
      field.put("type", "object").put("subobjects", false).put("dynamic", true);
    } else {
      field.put("type", STAND_INS.getOrDefault(type, type));
    }
  }
}
