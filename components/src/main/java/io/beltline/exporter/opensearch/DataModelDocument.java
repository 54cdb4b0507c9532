package io.beltline.exporter.opensearch;

import io.beltline.components.documents.FlatDocument;
import io.beltline.components.documents.FlatDocument.Form;
import io.beltline.components.documents.JsonBuffer;
import io.beltline.components.documents.Protected;
import io.beltline.model.otlp.LogRecordView;
import java.util.Set;

/** Documents of log records with the names of OTLP. One thread. */
final class DataModelDocument {
  private static final long MILLI = 1_000_000;

  private final FlatDocument document = new FlatDocument();
  private final OpenSearchMappingConfig mapping;
  private final String attributes;
  private final Protected kept;

  DataModelDocument(OpenSearchMappingConfig mapping) {
    this.mapping = mapping;
    boolean flatten = mapping.mode() == OpenSearchMappingConfig.Mode.FLATTEN_ATTRIBUTES;
    this.attributes = flatten ? "" : "Attributes";
    this.kept = new Protected(Set.of(mapping.timestampField()));
  }

  void write(JsonBuffer out, Place place, LogRecordView record, long time) {
    document.cut(0);
    document.attributes(attributes, place.resource().attributes());
    document.attributes(attributes, record.attributes());
    if (mapping.unixTimestamp()) {
      document.number(mapping.timestampField(), Long.divideUnsigned(time, MILLI));
    } else {
      document.time(mapping.timestampField(), time);
    }
    document.id("TraceId", record.traceId());
    document.id("SpanId", record.spanId());
    document.number("TraceFlags", Integer.toUnsignedLong(record.flags()));
    document.text("SeverityText", record.severityTextUtf8());
    document.number("SeverityNumber", record.severityNumber());
    document.attribute("Body", record.body());
    document.write(out, mapping.dedot() ? Form.NESTED : Form.FLAT, kept);
  }
}
