package io.beltline.exporter.prometheusremotewrite;

import io.beltline.components.prometheus.LabelSet;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code prometheus.WriteRequest}.
 *
 * @see <a
 *     href="https://github.com/prometheus/prometheus/blob/main/prompb/remote.proto">remote.proto</a>
 */
final class RequestV1 {
  private static final int SPARE = 256;

  private final WireWriter out;

  private RequestV1(int room) {
    out = new WireWriter(room);
  }

  /** The body of a request. */
  static Slice of(List<Series> series, boolean metadata) {
    RequestV1 request = new RequestV1(SPARE + Series.size(series));
    series.forEach(request::series);
    if (metadata) {
      request.metadata(series);
    }
    return request.out.toSlice();
  }

  private void series(Series series) {
    int message = out.beginLarge(1);
    byte[] known = series.labelFields();
    if (known == null) {
      labels(out, series.labels());
    } else {
      out.raw(known, 0, known.length);
    }
    for (FloatSample sample : series.samples()) {
      int inner = out.begin(2);
      out.float64(1, sample.value());
      out.varint(2, sample.time());
      out.end(inner);
    }
    for (SeriesExemplar exemplar : series.exemplars()) {
      int inner = out.begin(3);
      labels(out, exemplar.labels());
      out.float64(2, exemplar.value());
      out.varint(3, exemplar.time());
      out.end(inner);
    }
    for (NativeHistogram histogram : series.histograms()) {
      int inner = out.begin(4);
      HistogramFields.write(out, histogram);
      out.end(inner);
    }
    out.endLarge(message);
  }

  /** Writes labels as fields of a series or an exemplar. */
  static void labels(WireWriter out, LabelSet labels) {
    for (int i = 0; i < labels.size(); i++) {
      int label = out.begin(1);
      out.string(1, labels.name(i));
      out.string(2, labels.value(i));
      out.end(label);
    }
  }

  private void metadata(List<Series> series) {
    Map<String, SeriesMetadata> families = new LinkedHashMap<>();
    series.forEach(one -> families.putIfAbsent(one.metadata().family(), one.metadata()));
    for (SeriesMetadata about : families.values()) {
      int message = out.begin(3);
      out.varint(1, about.type());
      out.string(2, about.family());
      out.string(4, about.help());
      out.string(5, about.unit());
      out.end(message);
    }
  }
}
