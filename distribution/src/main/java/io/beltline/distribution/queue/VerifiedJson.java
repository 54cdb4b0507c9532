package io.beltline.distribution.queue;

import io.beltline.delivery.journal.InspectionReport;
import io.beltline.delivery.journal.InspectionReport.Damage;
import io.beltline.delivery.journal.RecoveryReport;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** What a check found, as JSON. */
final class VerifiedJson {
  private VerifiedJson() {}

  static String of(Path directory, boolean inUse, InspectionReport report) {
    return JsonLine.of(
        json -> {
          json.writeStringProperty("directory", directory.toString());
          json.writeBooleanProperty("in_use", inUse);
          json.writeBooleanProperty("sound", report.isSound());
          json.writeNumberProperty("segments", report.segments());
          json.writeNumberProperty("segment_bytes", report.segmentBytes());
          json.writeNumberProperty("records", report.records());
          json.writeNumberProperty("items", report.items());
          json.writeNumberProperty("bytes", report.bytes());
          json.writeArrayPropertyStart("damaged");
          report.damaged().forEach(damage -> damage(json, damage));
          json.writeEndArray();
          recovery(json, report.recovery());
        });
  }

  private static void damage(JsonGenerator json, Damage damage) {
    json.writeStartObject();
    json.writeStringProperty("queue", damage.queue());
    json.writeNumberProperty("record", damage.ref().sequence());
    json.writeNumberProperty("items", damage.ref().items());
    json.writeStringProperty("reason", damage.reason().name().toLowerCase(Locale.ROOT));
    json.writeStringProperty("file", damage.segment().toString());
    json.writeNumberProperty("offset", damage.offset());
    json.writeEndObject();
  }

  private static void recovery(JsonGenerator json, RecoveryReport recovery) {
    json.writeArrayPropertyStart("lost");
    for (RecoveryReport.Skip skip : recovery.skipped()) {
      json.writeStartObject();
      json.writeNumberProperty("records", skip.records());
      json.writeNumberProperty("items", skip.items());
      json.writeNumberProperty("bytes", skip.bytes());
      json.writeStringProperty("reason", skip.reason().name().toLowerCase(Locale.ROOT));
      json.writeStringProperty("where", skip.where());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("missing_acknowledgements");
    recovery.missingCursors().forEach(json::writeString);
    json.writeEndArray();
    json.writeNumberProperty("damaged_acknowledgements", recovery.damagedAcknowledgements());
    json.writeNumberProperty("torn_records", recovery.tornRecords());
    json.writeNumberProperty("torn_bytes", recovery.tornBytes());
  }
}
