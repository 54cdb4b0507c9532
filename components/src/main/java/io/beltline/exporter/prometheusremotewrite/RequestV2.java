package io.beltline.exporter.prometheusremotewrite;

import io.beltline.components.prometheus.LabelSet;
import io.beltline.model.Slice;
import io.beltline.model.otlp.Wire;
import io.beltline.model.otlp.WireWriter;
import java.util.List;

/**
 * Writes {@code io.prometheus.write.v2.Request}.
 *
 * @see <a
 *     href="https://github.com/prometheus/prometheus/blob/main/prompb/io/prometheus/write/v2/types.proto">types.proto</a>
 */
final class RequestV2 {
  private final Symbols symbols = new Symbols();
  private final WireWriter out = new WireWriter(4096);
  private final WireWriter fields = new WireWriter(512);

  private RequestV2() {}

  /** The body of a request, in two parts. */
  static List<Slice> of(List<Series> series) {
    RequestV2 request = new RequestV2();
    series.forEach(request::series);
    return List.of(request.symbols.fields(), request.out.toSlice());
  }

  private void series(Series series) {
    int message = out.begin(5);
    byte[] known = series.labelFields();
    if (known == null) {
      labels(series.labels());
    } else {
      labels(known, known.length);
    }
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
    out.varint(3, symbols.of(about.help()));
    out.varint(4, symbols.of(about.unit()));
    out.end(inner);
  }

  private void labels(LabelSet labels) {
    fields.cut(0);
    RequestV1.labels(fields, labels);
    labels(fields.toSlice().array(), fields.size());
  }

  /** Labels as they are in the first version: each a message of two texts. */
  private void labels(byte[] in, int to) {
    int refs = out.begin(1);
    for (int label = 0; label < to; ) {
      long content = Wire.open(in, label + 1, to);
      int name = (int) (content >>> 32);
      label = (int) content;
      content = Wire.open(in, name + 1, label);
      int value = (int) content;
      out.rawVarint(symbols.of(in, (int) (content >>> 32), value));
      out.rawVarint(symbols.of(in, (int) (Wire.open(in, value + 1, label) >>> 32), label));
    }
    out.end(refs);
  }
}
