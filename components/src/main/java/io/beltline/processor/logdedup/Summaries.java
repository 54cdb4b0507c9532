package io.beltline.processor.logdedup;

import io.beltline.api.Meter;
import io.beltline.model.Logs;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.otlp.ExportLogsServiceRequestView;
import io.beltline.model.otlp.ResourceLogsView;
import io.beltline.model.otlp.ScopeLogsView;
import io.beltline.model.otlp.WireWriter;
import io.beltline.processor.logdedup.Store.Item;
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

  /** A request with all of them, under their resources and scopes. */
  Logs of(List<Item> items, long now) {
    Map<String, Map<String, List<Gathered>>> grouped = new LinkedHashMap<>();
    for (Item item : items) {
      Gathered gathered = item.gathered();
      sizes.record((double) gathered.count());
      grouped
          .computeIfAbsent(gathered.resourceKey, key -> new LinkedHashMap<>())
          .computeIfAbsent(gathered.scopeKey, key -> new ArrayList<>())
          .add(gathered);
    }
    WireWriter out = new WireWriter();
    grouped.values().forEach(scopes -> resource(out, scopes, now));
    return new Logs(Payload.of(List.of(Slice.of(out.toSlice().toByteArray()))));
  }

  private void resource(WireWriter out, Map<String, List<Gathered>> scopes, long now) {
    Gathered.Around around = scopes.values().iterator().next().getFirst().around;
    int resource = out.begin(ExportLogsServiceRequestView.RESOURCE_LOGS);
    out.bytes(ResourceLogsView.RESOURCE, around.resource());
    for (List<Gathered> records : scopes.values()) {
      Gathered.Around inner = records.getFirst().around;
      int scope = out.begin(ResourceLogsView.SCOPE_LOGS);
      out.bytes(ScopeLogsView.SCOPE, inner.scope());
      for (Gathered gathered : records) {
        out.bytes(ScopeLogsView.LOG_RECORDS, gathered.encode(now, countAttribute, zone));
      }
      if (!inner.scopeSchema().isEmpty()) {
        out.string(ScopeLogsView.SCHEMA_URL, inner.scopeSchema());
      }
      out.end(scope);
    }
    if (!around.resourceSchema().isEmpty()) {
      out.string(ResourceLogsView.SCHEMA_URL, around.resourceSchema());
    }
    out.end(resource);
  }
}
