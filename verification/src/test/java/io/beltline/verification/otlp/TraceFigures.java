package io.beltline.verification.otlp;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Counts and durations by series: what spans amount to, counted here span by span, and what the
 * last points of metrics say.
 *
 * @param series by its name, the count and the sum of durations in seconds; a series of a plain sum
 *     has no durations
 */
public record TraceFigures(Map<String, Figure> series) {
  private static final String[] KINDS = {
    "SPAN_KIND_UNSPECIFIED",
    "SPAN_KIND_INTERNAL",
    "SPAN_KIND_SERVER",
    "SPAN_KIND_CLIENT",
    "SPAN_KIND_PRODUCER",
    "SPAN_KIND_CONSUMER"
  };
  private static final String[] CODES = {
    "STATUS_CODE_UNSET", "STATUS_CODE_OK", "STATUS_CODE_ERROR"
  };

  /** A count and a sum of durations in milliseconds, rounded: sums of floating-point numbers. */
  public record Figure(long count, long millis) {}

  private record Sum(long count, double seconds) {
    Sum plus(double more) {
      return new Sum(count + 1, seconds + more);
    }
  }

  /** What {@code span_metrics} is to say of these spans. */
  public static TraceFigures ofSpans(List<Item> spans) {
    TreeMap<String, Sum> sums = new TreeMap<>();
    for (Item item : spans) {
      JsonNode span = item.body();
      add(
          sums,
          String.join(
              "|",
              item.service(),
              span.path("name").asString(""),
              KINDS[span.path("kind").asInt(0)],
              CODES[code(item)]),
          seconds(item));
    }
    return of(sums);
  }

  /** What {@code service_graph} is to say of these spans, as the called side saw the calls. */
  public static TraceFigures ofCalls(List<Item> spans) {
    Map<String, Item> callers = new HashMap<>();
    for (Item item : spans) {
      if (item.body().path("kind").asInt(0) == 3) {
        callers.put(item.body().path("spanId").asString(""), item);
      }
    }
    TreeMap<String, Sum> sums = new TreeMap<>();
    for (Item server : spans) {
      Item caller = callers.get(server.body().path("parentSpanId").asString(""));
      if (server.body().path("kind").asInt(0) == 2 && caller != null) {
        boolean failed = code(server) == 2 || code(caller) == 2;
        add(
            sums,
            String.join("|", caller.service(), server.service(), Boolean.toString(failed)),
            seconds(server));
      }
    }
    return of(sums);
  }

  /** What the last points of a histogram of seconds say, by the values of these attributes. */
  public static TraceFigures ofHistogram(
      List<Item> points, String name, double secondsPerUnit, List<String> keys) {
    TreeMap<String, Item> last = new TreeMap<>();
    for (Item point : points) {
      if (point.metric().path("name").asString("").equals(name)) {
        // The same series of two processes of a service differ in their resource.
        last.put(key(point, keys) + "|" + point.resource(), point);
      }
    }
    TreeMap<String, Sum> sums = new TreeMap<>();
    for (Item point : last.values()) {
      JsonNode body = point.body();
      sums.merge(
          key(point, keys),
          new Sum(
              body.path("count").asLong(),
              new BigDecimal(body.path("sum").asString("0")).doubleValue() * secondsPerUnit),
          (a, b) -> new Sum(a.count() + b.count(), a.seconds() + b.seconds()));
    }
    return of(sums);
  }

  private static String key(Item point, List<String> keys) {
    List<String> values = new ArrayList<>();
    for (String key : keys) {
      for (JsonNode attribute : point.body().path("attributes")) {
        if (attribute.path("key").asString("").equals(key)) {
          JsonNode value = attribute.path("value");
          values.add(
              value.has("boolValue")
                  ? Boolean.toString(value.path("boolValue").asBoolean())
                  : value.path("stringValue").asString(""));
        }
      }
    }
    return String.join("|", values);
  }

  private static void add(TreeMap<String, Sum> sums, String series, double seconds) {
    sums.put(series, sums.getOrDefault(series, new Sum(0, 0)).plus(seconds));
  }

  private static TraceFigures of(Map<String, Sum> sums) {
    TreeMap<String, Figure> figures = new TreeMap<>();
    sums.forEach(
        (series, sum) ->
            figures.put(series, new Figure(sum.count(), Math.round(sum.seconds() * 1000))));
    return new TraceFigures(figures);
  }

  private static int code(Item item) {
    return item.body().path("status").path("code").asInt(0);
  }

  private static double seconds(Item item) {
    BigInteger from = new BigInteger(item.body().path("startTimeUnixNano").asString("0"));
    BigInteger to = new BigInteger(item.body().path("endTimeUnixNano").asString("0"));
    return to.subtract(from).doubleValue() / 1e9;
  }
}
