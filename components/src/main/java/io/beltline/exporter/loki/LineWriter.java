package io.beltline.exporter.loki;

import io.beltline.components.documents.JsonBuffer;
import io.beltline.components.documents.ValueWriter;
import io.beltline.components.documents.ValueWriter.Choice;
import io.beltline.model.Slice;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.InstrumentationScopeView;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.ResourceView;
import java.util.Set;

/**
 * Writes records as lines. The names of fields are those of the OpenTelemetry Collector's exporter.
 * One thread.
 */
final class LineWriter {
  private final Set<String> hidden;
  private ResourceView resource = new ResourceView();
  private InstrumentationScopeView scope = new InstrumentationScopeView();

  /**
   * A writer.
   *
   * @param hidden fields of records that lines of the format body lack
   */
  LineWriter(Set<String> hidden) {
    this.hidden = hidden;
  }

  /** Goes to the next resource. */
  void resource(ResourceView view) {
    resource = view;
  }

  /** Goes to the next scope. */
  void scope(InstrumentationScopeView view) {
    scope = view;
  }

  /**
   * A line.
   *
   * @param used attributes that are left out
   */
  Slice line(LogRecordView record, LineFormat format, Used used) {
    return switch (format) {
      case JSON -> json(record, used);
      case LOGFMT -> Slice.utf8(logfmt(record, used));
      case RAW -> raw(record);
      case BODY -> Slice.utf8(body(record, used));
    };
  }

  private static Slice raw(LogRecordView record) {
    AnyValueView body = record.body();
    return body.hasStringValue()
        ? body.stringValueUtf8().toSlice()
        : Slice.utf8(record.hasBody() ? body.asString() : "");
  }

  private Slice json(LogRecordView record, Used used) {
    JsonBuffer out = new JsonBuffer(256);
    ValueWriter values = new ValueWriter(out);
    out.beginObject();
    if (record.hasBody() && record.body().valueCase() != 0) {
      out.name("body");
      values.value(record.body());
    }
    if (!record.traceId().isZero()) {
      out.name("traceid").hex(record.traceId());
    }
    if (!record.spanId().isZero()) {
      out.name("spanid").hex(record.spanId());
    }
    if (!record.severityTextUtf8().isEmpty()) {
      out.name("severity").text(record.severityTextUtf8());
    }
    if (record.flags() != 0) {
      out.name("flags").number(Integer.toUnsignedLong(record.flags()));
    }
    members(out, values, "attributes", record.attributes(), used.ofRecord());
    members(out, values, "resources", resource.attributes(), used.ofResource());
    if (!scope.nameUtf8().isEmpty()) {
      out.name("instrumentation_scope").beginObject().name("name").text(scope.nameUtf8());
      if (!scope.versionUtf8().isEmpty()) {
        out.name("version").text(scope.versionUtf8());
      }
      out.endObject();
    }
    return out.endObject().toSlice();
  }

  private static void members(
      JsonBuffer out, ValueWriter values, String name, AttributesView from, Set<String> used) {
    int start = out.size();
    out.name(name).beginObject();
    int empty = out.size();
    Choice choice = key -> used.stream().noneMatch(key::contentEquals);
    values.members(from, choice, false);
    if (out.size() == empty) {
      out.cut(start);
    } else {
      out.endObject();
    }
  }

  private String logfmt(LogRecordView record, Used used) {
    LogfmtLine line = new LogfmtLine();
    line.body(record);
    if (!record.traceId().isZero()) {
      line.set("traceID", record.traceId().hex());
    }
    if (!record.spanId().isZero()) {
      line.set("spanID", record.spanId().hex());
    }
    if (!record.severityTextUtf8().isEmpty()) {
      line.set("severity", record.severityText());
    }
    if (record.flags() != 0) {
      line.set("flags", Integer.toUnsignedString(record.flags()));
    }
    pairs(line, "attribute_", record.attributes(), used.ofRecord());
    pairs(line, "resource_", resource.attributes(), used.ofResource());
    if (!scope.nameUtf8().isEmpty()) {
      line.add("instrumentation_scope_name", scope.name());
      if (!scope.versionUtf8().isEmpty()) {
        line.add("instrumentation_scope_version", scope.version());
      }
    }
    return line.toString();
  }

  private static void pairs(LogfmtLine line, String prefix, AttributesView from, Set<String> used) {
    while (from.next()) {
      String key = from.key();
      if (!used.contains(key)) {
        line.value(prefix + key, from.value());
      }
    }
  }

  private String body(LogRecordView record, Used used) {
    StringBuilder out = new StringBuilder();
    field(out, "severity", record.severityText());
    field(out, "severityN", record.severityNumber() == 0 ? "" : "" + record.severityNumber());
    field(out, "traceID", record.traceId().isZero() ? "" : record.traceId().hex());
    field(out, "spanID", record.spanId().isZero() ? "" : record.spanId().hex());
    for (AttributesView walk = record.attributes(); walk.next(); ) {
      if (!used.ofRecord().contains(walk.key())) {
        out.append(walk.key()).append('=');
        LogfmtLine.quoted(out, walk.value().asString());
        out.append(' ');
      }
    }
    for (AttributesView walk = resource.attributes(); walk.next(); ) {
      if (!used.ofResource().contains(walk.key())) {
        pair(out, walk.key(), walk.value().asString());
      }
    }
    pair(out, "instrumentation_scope_name", scope.name());
    pair(out, "instrumentation_scope_version", scope.name().isEmpty() ? "" : scope.version());
    return out.append(record.hasBody() ? record.body().asString() : "").toString();
  }

  private void field(StringBuilder out, String name, String value) {
    if (!hidden.contains(name)) {
      pair(out, name, value);
    }
  }

  private static void pair(StringBuilder out, String key, String value) {
    if (!value.isEmpty()) {
      out.append(key).append('=').append(value).append(' ');
    }
  }
}
