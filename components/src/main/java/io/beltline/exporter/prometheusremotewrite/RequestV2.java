package io.beltline.exporter.prometheusremotewrite;

import io.beltline.components.prometheus.LabelSet;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code io.prometheus.write.v2.Request}.
 *
 * @see <a
 *     href="https://github.com/prometheus/prometheus/blob/main/prompb/io/prometheus/write/v2/types.proto">types.proto</a>
 */
final class RequestV2 {
  private final WireWriter symbols = new WireWriter(4096);
  private final WireWriter out = new WireWriter(4096);
  private final Map<String, Integer> known = new HashMap<>();

  private RequestV2() {
    symbol(""); // the first symbol is empty, so that what is not there refers to it
  }

  /** The body of a request, in two parts. */
  static List<Slice> of(List<Series> series) {
    RequestV2 request = new RequestV2();
    series.forEach(request::series);
    return List.of(request.symbols.toSlice(), request.out.toSlice());
  }

  private void series(Series series) {
    int message = out.begin(5);
    labels(series.labels());
    for (FloatSample sample : series.samples()) {
      int inner = out.begin(2);
      out.float64(1, sample.value());
      out.varint(2, sample.time());
      if (sample.start() != 0) {
        out.varint(3, sample.start());
      }
      out.end(inner);
    }
    for (NativeHistogram histogram : series.histograms()) {
      int inner = out.begin(3);
      HistogramFields.write(out, histogram);
      if (histogram.start() != 0) {
        out.varint(17, histogram.start());
      }
      out.end(inner);
    }
    for (SeriesExemplar exemplar : series.exemplars()) {
      int inner = out.begin(4);
      labels(exemplar.labels());
      out.float64(2, exemplar.value());
      out.varint(3, exemplar.time());
      out.end(inner);
    }
    metadata(series.metadata());
    out.end(message);
  }

  private void metadata(SeriesMetadata about) {
    int inner = out.begin(5);
    out.varint(1, about.type());
    out.varint(3, symbol(about.help()));
    out.varint(4, symbol(about.unit()));
    out.end(inner);
  }

  private void labels(LabelSet labels) {
    int refs = out.begin(1);
    for (int i = 0; i < labels.size(); i++) {
      out.rawVarint(symbol(labels.name(i)));
      out.rawVarint(symbol(labels.value(i)));
    }
    out.end(refs);
  }

  private int symbol(String text) {
    Integer before = known.get(text);
    if (before != null) {
      return before;
    }
    int next = known.size();
    known.put(text, next);
    symbols.string(4, text);
    return next;
  }
}
