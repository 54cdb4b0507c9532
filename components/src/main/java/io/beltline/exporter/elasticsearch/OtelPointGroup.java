package io.beltline.exporter.elasticsearch;

import io.beltline.components.documents.JsonBuffer;
import io.beltline.components.documents.Times;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ByteRange;

/** A document of a time series in the schema of OpenTelemetry data streams. */
final class OtelPointGroup extends PointGroup {
  private final JsonBuffer head = new JsonBuffer(1024);
  private final JsonBuffer metrics = new JsonBuffer(256);
  private final JsonBuffer templates = new JsonBuffer(256);
  private long documentCount;

  OtelPointGroup(
      Target target,
      Surroundings around,
      AttributesView attributes,
      long time,
      long start,
      ByteRange unit) {
    super(target, MappingMode.OTEL);
    OtelFields fields = new OtelFields(head, true);
    Times.epochMillis(head.name(OtelNames.TIMESTAMP), time);
    if (start != 0) {
      Times.epochMillis(head.name(OtelNames.START), start);
    }
    fields.text(OtelNames.UNIT, unit);
    fields.dataStream(target);
    fields.attributes(attributes, null);
    fields.surroundings(around);
  }

  @Override
  void put(String metric, PointValue value, boolean docCount) {
    metrics.name(metric).json(value.json());
    templates.name("metrics." + metric).text(value.template());
    if (docCount) {
      documentCount = value.count();
    }
  }

  @Override
  void action(JsonBuffer out) {
    out.name("dynamic_templates").beginObject().json(templates).endObject();
  }

  @Override
  void write(JsonBuffer out) {
    out.beginObject().json(head);
    out.name(OtelNames.METRICS).beginObject().json(metrics).endObject();
    if (documentCount != 0) {
      out.name(OtelNames.DOC_COUNT).unsigned(documentCount);
    }
    out.name(OtelNames.NAMES_HASH).text(namesHash()).endObject();
  }
}
