package io.beltline.connector.spanmetrics;

import io.beltline.model.Slice;
import io.beltline.model.otlp.ExemplarView;
import io.beltline.model.otlp.SpanView;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.List;

/** Spans as examples of one point. One thread. */
final class Exemplars {
  private final List<Slice> spans = new ArrayList<>();

  /** Adds a span that has a trace, unless there are enough. */
  void add(SpanView span, double value, int most) {
    if (spans.size() < most && !span.traceId().isZero()) {
      WireWriter out = new WireWriter(48);
      out.float64(ExemplarView.AS_DOUBLE, value);
      out.bytes(ExemplarView.SPAN_ID, span.spanId().toSlice());
      out.bytes(ExemplarView.TRACE_ID, span.traceId().toSlice());
      spans.add(out.toSlice());
    }
  }

  void write(WireWriter point, int field, long time) {
    for (Slice span : spans) {
      int mark = point.begin(field);
      point.fixed64(ExemplarView.TIME_UNIX_NANO, time);
      point.raw(span);
      point.end(mark);
    }
  }

  void clear() {
    spans.clear();
  }
}
