package io.beltline.exporter.prometheusremotewrite;

import io.beltline.components.prometheus.LabelSet;
import io.beltline.components.prometheus.Names;
import io.beltline.components.prometheus.Translation;
import io.beltline.model.otlp.ExemplarView;
import java.util.Map;
import java.util.TreeMap;

/** Makes exemplars. Stateless. */
final class Exemplars {
  /** What OpenMetrics allows names and values of an exemplar together. */
  private static final int MOST_CHARACTERS = 128;

  /**
   * An exemplar with its trace and span and as many of its attributes as there is room for.
   *
   * @param otherwise its time if it has none, Unix milliseconds
   */
  SeriesExemplar of(ExemplarView view, long otherwise) {
    Map<String, String> labels = new TreeMap<>();
    int left = MOST_CHARACTERS;
    if (!view.traceId().isZero()) {
      left -= put(labels, "trace_id", view.traceId().hex());
    }
    if (!view.spanId().isZero()) {
      left -= put(labels, "span_id", view.spanId().hex());
    }
    for (var walk = view.filteredAttributes(); walk.next(); ) {
      String name = Names.label(Translation.ESCAPED, walk.item().key());
      String value = walk.item().value().asString();
      if (length(name) + length(value) <= left && !labels.containsKey(name)) {
        left -= put(labels, name, value);
      }
    }
    long time = view.timeUnixNano() == 0 ? otherwise : PointSeries.millis(view.timeUnixNano());
    double value = view.hasAsInt() ? view.asInt() : view.asDouble();
    return new SeriesExemplar(LabelSet.of(labels), value, time);
  }

  private static int put(Map<String, String> labels, String name, String value) {
    labels.put(name, value);
    return length(name) + length(value);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
