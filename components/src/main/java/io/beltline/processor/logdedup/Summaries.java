package io.beltline.processor.logdedup;

import io.beltline.api.Meter;
import io.beltline.model.Logs;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.otlp.ExportLogsServiceRequestView;
import io.beltline.model.otlp.ResourceLogsView;
import io.beltline.model.otlp.ScopeLogsView;
import io.beltline.model.otlp.WireWriter;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes logs of what was gathered: one record for all that are equal. */
final class Summaries {
  private final String countAttribute;
  private final ZoneId zone;
  private final Meter.Histogram sizes;

  Summaries(Meter meter, LogDedupConfig config) {
    this.countAttribute = config.logCountAttribute();
    this.zone = ZoneId.of(config.timezone());
    this.sizes =
        meter.histogram(
            "otelcol_dedup_processor_aggregated_logs",
            "{records}",
            "Log records that were gathered into one.",
            Map.of(),
            1,
            2,
            5,
            10,
            100,
            1000,
            10_000);
  }

  /** Some of them were sent. */
  void sent(List<Gathered> some) {
    some.forEach(gathered -> sizes.record((double) gathered.count()));
  }

  /** What is of one resource and scope behind one another. */
  static List<Gathered> sorted(List<Gathered> all) {
    List<Gathered> sorted = new ArrayList<>(all.size());
    grouped(all).values().forEach(scopes -> scopes.values().forEach(sorted::addAll));
    return sorted;
  }

  private static Map<String, Map<String, List<Gathered>>> grouped(List<Gathered> all) {
    Map<String, Map<String, List<Gathered>>> grouped = new LinkedHashMap<>();
    for (Gathered gathered : all) {
      grouped
          .computeIfAbsent(gathered.around.resource().key(), key -> new LinkedHashMap<>())
          .computeIfAbsent(gathered.around.key(), key -> new ArrayList<>())
          .add(gathered);
    }
    return grouped;
  }

  /** A request with all of them, under their resources and scopes. */
  Logs of(List<Gathered> all, long now) {
    WireWriter out = new WireWriter();
    grouped(all).values().forEach(scopes -> resource(out, scopes, now));
    return new Logs(Payload.of(List.of(Slice.of(out.toSlice().toByteArray()))));
  }

  private void resource(WireWriter out, Map<String, List<Gathered>> scopes, long now) {
    Around.Resource shared = scopes.values().iterator().next().getFirst().around.resource();
    int resource = out.begin(ExportLogsServiceRequestView.RESOURCE_LOGS);
    out.bytes(ResourceLogsView.RESOURCE, shared.message());
    for (List<Gathered> records : scopes.values()) {
      Around around = records.getFirst().around;
      int scope = out.begin(ResourceLogsView.SCOPE_LOGS);
      out.bytes(ScopeLogsView.SCOPE, around.scope());
      for (Gathered gathered : records) {
        out.bytes(ScopeLogsView.LOG_RECORDS, gathered.encode(now, countAttribute, zone));
      }
      if (!around.schema().isEmpty()) {
        out.string(ScopeLogsView.SCHEMA_URL, around.schema());
      }
      out.end(scope);
    }
    if (!shared.schema().isEmpty()) {
      out.string(ResourceLogsView.SCHEMA_URL, shared.schema());
    }
    out.end(resource);
  }
}
