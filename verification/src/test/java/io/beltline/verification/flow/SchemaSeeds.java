package io.beltline.verification.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Requests of OTLP/JSON with attributes of the semantic conventions: the first item has all of
 * them, each other one those that a seed chooses.
 */
final class SchemaSeeds {
  /** What the body and the message of the first log record is. */
  static final String MESSAGE = "Error: User 1234 left";

  /** The trace of the first item. */
  static final String TRACE = "0102030405060708090a0b0c0d0e0f10";

  private static final double CHOSEN = 0.6;
  private static final long MILLI = 1_000_000;

  private final List<List<String>> attributes = SchemaFiles.rows("attributes.csv");
  private final Random random;
  private final long now = System.currentTimeMillis() * MILLI;

  SchemaSeeds(long seed) {
    random = new Random(seed);
  }

  /** Rows of the table of attributes at a level: level, attribute, type, field. */
  List<List<String>> at(String... levels) {
    return attributes.stream().filter(row -> List.of(levels).contains(row.getFirst())).toList();
  }

  /** The fields that attributes come to in mode ecs, with types for those no schema has. */
  Map<String, String> fields() {
    Map<String, String> types = new TreeMap<>();
    for (List<String> row : attributes) {
      types.put(
          row.get(3),
          switch (row.get(2)) {
            case "int" -> "long";
            case "double" -> "float";
            case "boolean" -> "boolean";
            case "ip", "ips" -> "ip";
            default -> "keyword";
          });
    }
    types.remove("-");
    return types;
  }

  /** A request with items of a signal, each of a resource of its own. */
  String request(String signal, int count) {
    String name = Character.toUpperCase(signal.charAt(0)) + signal.substring(1);
    String kind = signal.equals("traces") ? "Spans" : name;
    return IntStream.range(0, count)
        .mapToObj(number -> resource(kind, number))
        .collect(Collectors.joining(",", "{'resource" + kind + "':[", "]}"))
        .replace('\'', '"');
  }

  private String resource(String kind, int number) {
    String items =
        switch (kind) {
          case "Logs" -> "'logRecords':[" + log(number) + "]";
          case "Spans" -> "'spans':[" + span(number) + "]";
          default -> "'metrics':[" + metrics(number) + "]";
        };
    return ("{'resource':{'attributes':[%s],'droppedAttributesCount':1},'schemaUrl':'https://opentelemetry.io/schemas/1.38.0',"
                + "'scope%s':[{'scope':{'name':'shop.cart','version':'2.1.0','attributes':[%s]},%s}]}")
        .formatted(attributes("resource", number), kind, attributes("scope", number), items);
  }

  private String log(int number) {
    String[] bodies = {
      "{'stringValue':'" + MESSAGE + "'}",
      "{'kvlistValue':{'values':[{'key':'user','value':{'stringValue':'u1'}}]}}",
      "{'intValue':'42'}",
      "{'arrayValue':{'values':[{'stringValue':'a'},{'intValue':'1'}]}}",
      "{'boolValue':true}",
      "{'arrayValue':{'values':[{'kvlistValue':{'values':[{'key':'a','value':{'intValue':'1'}}]}}]}}"
    };
    return ("{'timeUnixNano':'%d','observedTimeUnixNano':'%d','severityNumber':%d,'severityText':'ERROR','traceId':'%s',"
                + "'spanId':'%s','eventName':'%s','droppedAttributesCount':2,'body':%s,'attributes':[%s]}")
        .formatted(
            now + number,
            now + number,
            1 + number % 24,
            trace(number),
            span(TRACE, number),
            number % 2 == 0 ? "cart.opened" : "",
            bodies[number % bodies.length],
            attributes("log", number));
  }

  private String span(int number) {
    return ("{'traceId':'%s','spanId':'%s','parentSpanId':'%s','traceState':'a=b','name':'GET"
                + " /cart','kind':%d,"
                + "'startTimeUnixNano':'%d','endTimeUnixNano':'%d','droppedAttributesCount':1,'droppedEventsCount':2,"
                + "'droppedLinksCount':3,'status':{'code':%d,'message':'said'},'attributes':[%s],"
                + "'events':[{'timeUnixNano':'%d','name':'exception','attributes':[%s]}],"
                + "'links':[{'traceId':'%s','spanId':'%s','traceState':'c=d','attributes':[%s],'droppedAttributesCount':1}]}")
        .formatted(
            trace(number),
            span(TRACE, number),
            span("f" + TRACE, number),
            number % 6,
            now + number,
            now + number + 150 * MILLI,
            number % 3,
            attributes("span", number),
            now + number,
            attributes("log", number),
            trace(number + 1),
            span(TRACE, number + 1),
            attributes("point", number));
  }

  private static String trace(int number) {
    return TRACE.substring(0, 28) + "%04x".formatted(0x0f10 + number);
  }

  /** The span of an item, or of another one from other digits. */
  static String span(String from, int number) {
    return from.substring(0, 12) + "%04x".formatted(number + 1);
  }

  private String metrics(int number) {
    String point =
        "'timeUnixNano':'%d','startTimeUnixNano':'%d','attributes':[%s]"
            .formatted(now + number * MILLI, now - MILLI, attributes("point", number));
    return ("{'name':'system.cpu.utilization','unit':'1','gauge':{'dataPoints':[{%1$s,'asDouble':0.25}]}},"
                + "{'name':'shop.orders','unit':'1','sum':{'aggregationTemporality':2,'isMonotonic':true,"
                + "'dataPoints':[{%1$s,'asInt':'%2$d'}]}},"
                + "{'name':'shop.carts','unit':'1','sum':{'aggregationTemporality':1,'dataPoints':[{%1$s,'asInt':'%2$d'}]}}")
        .formatted(point, number);
  }

  private String attributes(String level, int number) {
    List<String> chosen = new ArrayList<>();
    for (List<String> row : at(level)) {
      if (number == 0 || random.nextDouble() < CHOSEN) {
        chosen.add(
            "{'key':'%s','value':%s}".formatted(row.get(1), value(row.get(2), row.get(1), number)));
      }
    }
    return String.join(",", chosen);
  }

  private static String value(String type, String name, int number) {
    String text = "{'stringValue':'%s %d'}".formatted(name, number);
    String address = "{'stringValue':'10.1.2.%d'}".formatted(number % 256);
    return switch (type) {
      case "int" -> "{'intValue':'%d'}".formatted(number);
      case "double" -> "{'doubleValue':%d.5}".formatted(number);
      case "boolean" -> "{'boolValue':%s}".formatted(number % 2 == 0);
      case "ip" -> address;
      case "ips" -> "{'arrayValue':{'values':[%s,{'stringValue':'fe80::1'}]}}".formatted(address);
      case "strings" -> "{'arrayValue':{'values':[%s,{'stringValue':'b'}]}}".formatted(text);
      default -> text;
    };
  }
}
