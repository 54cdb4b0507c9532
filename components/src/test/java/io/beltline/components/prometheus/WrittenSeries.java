package io.beltline.components.prometheus;

import com.google.protobuf.DynamicMessage;
import io.beltline.model.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stands in the body of a request, as lines: {@code name{a="1"} 2@1000 st=500}, in the order
 * of the series.
 */
public final class WrittenSeries {
  private static final String[] TYPES = {
    "unknown", "counter", "gauge", "histogram", "gaugehistogram", "summary", "info", "stateset"
  };

  private WrittenSeries() {}

  /** The lines of a body of version 1.0. */
  public static List<String> first(Slice body) {
    DynamicMessage request = WriteSchema.read(WriteSchema.first("WriteRequest"), body);
    List<String> lines = new ArrayList<>();
    for (DynamicMessage series : WriteSchema.<DynamicMessage>all(request, "timeseries")) {
      String name = named(labels(series));
      lines(series, name, lines, WrittenSeries::labels);
    }
    for (DynamicMessage about : WriteSchema.<DynamicMessage>all(request, "metadata")) {
      lines.add(
          "# %s %s|%s|%s"
              .formatted(
                  WriteSchema.one(about, "metric_family_name"),
                  TYPES[WriteSchema.<Integer>one(about, "type")],
                  WriteSchema.one(about, "help"),
                  WriteSchema.one(about, "unit")));
    }
    return lines;
  }

  /** The lines of a body of version 2.0. */
  public static List<String> second(Slice body) {
    DynamicMessage request = WriteSchema.read(WriteSchema.second("Request"), body);
    List<String> symbols = WriteSchema.all(request, "symbols");
    if (!symbols.getFirst().isEmpty()) {
      throw new AssertionError("the first symbol is " + symbols.getFirst());
    }
    List<String> lines = new ArrayList<>();
    for (DynamicMessage series : WriteSchema.<DynamicMessage>all(request, "timeseries")) {
      DynamicMessage about = WriteSchema.one(series, "metadata");
      String type = TYPES[WriteSchema.<Integer>one(about, "type")];
      String help = symbols.get(WriteSchema.<Integer>one(about, "help_ref"));
      String unit = symbols.get(WriteSchema.<Integer>one(about, "unit_ref"));
      String name = named(refs(series, symbols));
      lines(series, name, lines, one -> refs(one, symbols));
      int last = lines.size() - 1;
      lines.set(last, lines.get(last) + " # " + type + "|" + help + "|" + unit);
    }
    return lines;
  }

  private static void lines(
      DynamicMessage series,
      String name,
      List<String> lines,
      java.util.function.Function<DynamicMessage, Map<String, String>> labels) {
    List<DynamicMessage> samples = WriteSchema.all(series, "samples");
    List<DynamicMessage> histograms = WriteSchema.all(series, "histograms");
    if (samples.isEmpty() == histograms.isEmpty()) {
      throw new AssertionError("samples or histograms are expected in " + series);
    }
    samples.forEach(sample -> lines.add(name + " " + number(sample, "value") + at(sample)));
    histograms.forEach(one -> lines.add(name + " " + histogram(one) + at(one)));
    for (DynamicMessage exemplar : WriteSchema.<DynamicMessage>all(series, "exemplars")) {
      int last = lines.size() - 1;
      lines.set(
          last,
          lines.get(last)
              + " ^"
              + text(labels.apply(exemplar))
              + number(exemplar, "value")
              + "@"
              + WriteSchema.one(exemplar, "timestamp"));
    }
  }

  private static String at(DynamicMessage sample) {
    String at = "@" + WriteSchema.one(sample, "timestamp");
    boolean second = sample.getDescriptorForType().findFieldByName("start_timestamp") != null;
    long start = second ? WriteSchema.<Long>one(sample, "start_timestamp") : 0;
    return start == 0 ? at : at + " st=" + start;
  }

  private static String histogram(DynamicMessage one) {
    StringBuilder out = new StringBuilder("[schema " + WriteSchema.one(one, "schema"));
    out.append(" count ").append(WriteSchema.<Long>one(one, "count_int"));
    out.append(" sum ").append(number(one, "sum"));
    out.append(" zero ").append(WriteSchema.<Long>one(one, "zero_count_int"));
    buckets(one, "negative", out);
    buckets(one, "positive", out);
    List<Double> bounds = WriteSchema.all(one, "custom_values");
    return out.append(bounds.isEmpty() ? "" : " bounds " + bounds).append(']').toString();
  }

  private static void buckets(DynamicMessage one, String side, StringBuilder out) {
    List<DynamicMessage> spans = WriteSchema.all(one, side + "_spans");
    List<Long> deltas = WriteSchema.all(one, side + "_deltas");
    int index = 0;
    int next = 0;
    long count = 0;
    for (DynamicMessage span : spans) {
      index += WriteSchema.<Integer>one(span, "offset");
      for (int i = WriteSchema.<Integer>one(span, "length"); i > 0; i--) {
        count += deltas.get(next++);
        out.append(side.equals("negative") ? " -" : " ").append(index++).append(':').append(count);
      }
    }
    if (next != deltas.size()) {
      throw new AssertionError(deltas.size() + " deltas for " + next + " buckets");
    }
  }

  private static String number(DynamicMessage message, String field) {
    double value = WriteSchema.<Double>one(message, field);
    return RemoteWrite.isStale(value)
        ? "stale"
        : value == Math.rint(value) && Math.abs(value) < 1e15
            ? Long.toString((long) value)
            : Double.toString(value);
  }

  private static Map<String, String> labels(DynamicMessage message) {
    Map<String, String> labels = new TreeMap<>();
    String before = "";
    for (DynamicMessage label : WriteSchema.<DynamicMessage>all(message, "labels")) {
      before = put(labels, before, WriteSchema.one(label, "name"), WriteSchema.one(label, "value"));
    }
    return labels;
  }

  private static Map<String, String> refs(DynamicMessage message, List<String> symbols) {
    List<Integer> refs = WriteSchema.all(message, "labels_refs");
    Map<String, String> labels = new TreeMap<>();
    String before = "";
    for (int i = 0; i < refs.size(); i += 2) {
      before = put(labels, before, symbols.get(refs.get(i)), symbols.get(refs.get(i + 1)));
    }
    return labels;
  }

  /** The specification wants labels sorted, each once, none empty. */
  private static String put(Map<String, String> labels, String before, String name, String value) {
    if (name.compareTo(before) <= 0 || value.isEmpty()) {
      throw new AssertionError("after " + before + " comes " + name + "=" + value);
    }
    labels.put(name, value);
    return name;
  }

  private static String named(Map<String, String> labels) {
    String name = labels.remove("__name__");
    return name + text(labels);
  }

  private static String text(Map<String, String> labels) {
    return "{" + Labels.text(new TreeMap<>(labels)) + "}";
  }
}
