package io.beltline.exporter.file;

import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.ExportLogsServiceRequestView;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import io.beltline.model.otlp.ExportProfilesServiceRequestView;
import io.beltline.model.otlp.ExportTraceServiceRequestView;
import io.beltline.model.otlp.ResourceLogsView;
import io.beltline.model.otlp.ResourceMetricsView;
import io.beltline.model.otlp.ResourceProfilesView;
import io.beltline.model.otlp.ResourceSpansView;
import io.beltline.model.otlp.ResourceView;
import io.beltline.model.otlp.WireWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request cut by the text of a resource attribute. Not for more than one thread. */
final class Groups {
  private static final int RESOURCES = 1; // the same field in all requests

  private final AttributeKey attribute;
  private final Map<String, WireWriter> named = new LinkedHashMap<>();
  private final WireWriter nameless = new WireWriter();
  private final List<Slice> dictionaries = new ArrayList<>();
  private final Telemetry whole;

  private Groups(Telemetry telemetry, AttributeKey attribute) {
    this.whole = telemetry;
    this.attribute = attribute;
    telemetry.payload().chunks().forEach(this::cut);
  }

  /** Cuts a request; resources keep their order. */
  static Groups of(Telemetry telemetry, AttributeKey attribute) {
    return new Groups(telemetry, attribute);
  }

  /** The parts by text. */
  Map<String, Telemetry> parts() {
    Map<String, Telemetry> parts = new LinkedHashMap<>();
    named.forEach((name, resources) -> parts.put(name, part(resources)));
    return parts;
  }

  /** What has no such attribute or one that is no text; null if there is nothing. */
  @Nullable Telemetry rest() {
    return nameless.size() == 0 ? null : part(nameless);
  }

  private Telemetry part(WireWriter resources) {
    for (Slice dictionary : dictionaries) {
      resources.bytes(ExportProfilesServiceRequestView.DICTIONARY, dictionary);
    }
    return whole.with(Payload.of(resources.toSlice()));
  }

  private void cut(Slice chunk) {
    switch (whole.signal()) {
      case TRACES -> {
        var request = new ExportTraceServiceRequestView();
        request.wrap(chunk);
        var walk = request.resourceSpans(new Cursor<>(new ResourceSpansView()));
        while (walk.next()) {
          put(walk.item().resource(), walk.item().toSlice());
        }
      }
      case METRICS -> {
        var request = new ExportMetricsServiceRequestView();
        request.wrap(chunk);
        var walk = request.resourceMetrics(new Cursor<>(new ResourceMetricsView()));
        while (walk.next()) {
          put(walk.item().resource(), walk.item().toSlice());
        }
      }
      case LOGS -> {
        var request = new ExportLogsServiceRequestView();
        request.wrap(chunk);
        var walk = request.resourceLogs(new Cursor<>(new ResourceLogsView()));
        while (walk.next()) {
          put(walk.item().resource(), walk.item().toSlice());
        }
      }
      case PROFILES -> {
        var request = new ExportProfilesServiceRequestView();
        request.wrap(chunk);
        var walk = request.resourceProfiles(new Cursor<>(new ResourceProfilesView()));
        while (walk.next()) {
          put(walk.item().resource(), walk.item().toSlice());
        }
        if (request.hasDictionary()) {
          dictionaries.add(request.dictionary().toSlice());
        }
      }
    }
  }

  private void put(ResourceView resource, Slice group) {
    AnyValueView value = resource.attributes().find(attribute);
    WireWriter target =
        value != null && value.hasStringValue()
            ? named.computeIfAbsent(value.stringValue(), name -> new WireWriter())
            : nameless;
    target.bytes(RESOURCES, group);
  }
}
