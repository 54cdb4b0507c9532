package io.beltline.exporter.elasticsearch;

import io.beltline.components.documents.JsonBuffer;
import io.beltline.components.documents.ValueWriter;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.SpanView;

/** Documents that are the body of a log record and nothing else. */
final class BodyForm implements DocumentForm {

  @Override
  public void enter(Surroundings around) {
    // the body alone counts
  }

  @Override
  public String log(JsonBuffer out, LogRecordView record, Target target) {
    if (record.body().valueCase() != AnyValueView.KVLIST_VALUE) {
      return "the body is no map, which mapping mode bodymap needs";
    }
    new ValueWriter(out).value(record.body());
    return "";
  }

  @Override
  public String span(JsonBuffer out, SpanView span, Target target) {
    return "mapping mode bodymap has no documents for spans (expected: otel, ecs, none or raw)";
  }
}
