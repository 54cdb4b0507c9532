package io.beltline.exporter.debug;

import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.EntityRefView;
import io.beltline.model.otlp.ExportLogsServiceRequestView;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import io.beltline.model.otlp.ExportProfilesServiceRequestView;
import io.beltline.model.otlp.ExportTraceServiceRequestView;
import io.beltline.model.otlp.InstrumentationScopeView;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.ProfileView;
import io.beltline.model.otlp.RangeCursor;
import io.beltline.model.otlp.ResourceLogsView;
import io.beltline.model.otlp.ResourceMetricsView;
import io.beltline.model.otlp.ResourceProfilesView;
import io.beltline.model.otlp.ResourceSpansView;
import io.beltline.model.otlp.ResourceView;
import io.beltline.model.otlp.ScopeLogsView;
import io.beltline.model.otlp.ScopeMetricsView;
import io.beltline.model.otlp.ScopeProfilesView;
import io.beltline.model.otlp.ScopeSpansView;
import io.beltline.model.otlp.SpanView;

/**
 * Everything an item has, in several lines an item, in the layout of the OpenTelemetry Collector.
 */
final class DetailedText implements Text {

  @Override
  public String of(Telemetry telemetry) {
    Lines out = new Lines();
    int resource = 0;
    for (Slice chunk : telemetry.payload().chunks()) {
      Signal signal = telemetry.signal();
      resource =
          switch (signal) {
            case TRACES -> traces(out, chunk, resource);
            case METRICS -> metrics(out, chunk, resource);
            case LOGS -> logs(out, chunk, resource);
            case PROFILES -> profiles(out, chunk, resource);
          };
    }
    return out.toString();
  }

  private static int traces(Lines out, Slice chunk, int first) {
    var request = new ExportTraceServiceRequestView();
    request.wrap(chunk);
    int r = first;
    var scopes = new Cursor<>(new ScopeSpansView());
    var spans = new Cursor<>(new SpanView());
    for (var groups = request.resourceSpans(new Cursor<>(new ResourceSpansView()));
        groups.next();
        r++) {
      var group = groups.item();
      resource(out, "ResourceSpans", r, group.schemaUrl(), group.resource());
      int s = 0;
      for (group.scopeSpans(scopes); scopes.next(); s++) {
        var scope = scopes.item();
        scope(out, "ScopeSpans", s, scope.schemaUrl(), scope.scope());
        int n = 0;
        for (scope.spans(spans); spans.next(); n++) {
          SpanText.write(out.line("Span #", n), spans.item());
        }
      }
    }
    return r;
  }

  private static int metrics(Lines out, Slice chunk, int first) {
    var request = new ExportMetricsServiceRequestView();
    request.wrap(chunk);
    int r = first;
    var scopes = new Cursor<>(new ScopeMetricsView());
    var metrics = new Cursor<>(new MetricView());
    for (var groups = request.resourceMetrics(new Cursor<>(new ResourceMetricsView()));
        groups.next();
        r++) {
      var group = groups.item();
      resource(out, "ResourceMetrics", r, group.schemaUrl(), group.resource());
      int s = 0;
      for (group.scopeMetrics(scopes); scopes.next(); s++) {
        var scope = scopes.item();
        scope(out, "ScopeMetrics", s, scope.schemaUrl(), scope.scope());
        int n = 0;
        for (scope.metrics(metrics); metrics.next(); n++) {
          MetricText.write(out.line("Metric #", n), metrics.item());
        }
      }
    }
    return r;
  }

  private static int logs(Lines out, Slice chunk, int first) {
    var request = new ExportLogsServiceRequestView();
    request.wrap(chunk);
    int r = first;
    var scopes = new Cursor<>(new ScopeLogsView());
    var records = new Cursor<>(new LogRecordView());
    for (var groups = request.resourceLogs(new Cursor<>(new ResourceLogsView()));
        groups.next();
        r++) {
      var group = groups.item();
      resource(out, "ResourceLog", r, group.schemaUrl(), group.resource());
      int s = 0;
      for (group.scopeLogs(scopes); scopes.next(); s++) {
        var scope = scopes.item();
        scope(out, "ScopeLogs", s, scope.schemaUrl(), scope.scope());
        int n = 0;
        for (scope.logRecords(records); records.next(); n++) {
          record(out.line("LogRecord #", n), records.item());
        }
      }
    }
    return r;
  }

  private static void record(Lines out, LogRecordView log) {
    out.line("ObservedTimestamp: ", Lines.time(log.observedTimeUnixNano()));
    out.line("Timestamp: ", Lines.time(log.timeUnixNano()));
    out.line("SeverityText: ", log.severityText());
    int severity = log.severityNumber();
    out.line("SeverityNumber: ", Words.severity(severity), "(", severity, ")");
    if (!log.eventName().isEmpty()) {
      out.line("EventName: ", log.eventName());
    }
    out.line("Body: ", Lines.typed(log.body()));
    out.attributes("", "Attributes", log.attributes());
    out.line("Trace ID: ", log.traceId().hex());
    out.line("Span ID: ", log.spanId().hex());
    out.line("Flags: ", log.flags());
  }

  private static int profiles(Lines out, Slice chunk, int first) {
    var request = new ExportProfilesServiceRequestView();
    request.wrap(chunk);
    int r = first;
    var scopes = new Cursor<>(new ScopeProfilesView());
    var profiles = new Cursor<>(new ProfileView());
    ProfileText.dictionary(out, request.dictionary());
    ProfileTable table = new ProfileTable(request.dictionary());
    for (var groups = request.resourceProfiles(new Cursor<>(new ResourceProfilesView()));
        groups.next();
        r++) {
      var group = groups.item();
      resource(out, "ResourceProfiles", r, group.schemaUrl(), group.resource());
      int s = 0;
      for (group.scopeProfiles(scopes); scopes.next(); s++) {
        var scope = scopes.item();
        scope(out, "ScopeProfiles", s, scope.schemaUrl(), scope.scope());
        int n = 0;
        for (scope.profiles(profiles); profiles.next(); n++) {
          ProfileText.profile(out.line("Profile #", n), profiles.item(), table);
        }
      }
    }
    return r;
  }

  private static void resource(
      Lines out, String header, int number, String schema, ResourceView resource) {
    out.line(header, " #", number);
    out.line("Resource SchemaURL: ", schema);
    out.attributes("", "Resource attributes", resource.attributes());
    int n = 0;
    for (var refs = resource.entityRefs(new Cursor<>(new EntityRefView())); refs.next(); n++) {
      var ref = refs.item();
      if (n == 0) {
        out.line("Resource entity refs:");
      }
      out.line("     -> Entity ref #", n, ":");
      out.line("          -> Type: ", ref.type());
      if (!ref.schemaUrl().isEmpty()) {
        out.line("          -> Schema URL: ", ref.schemaUrl());
      }
      keys(out, "ID keys", ref.idKeys());
      keys(out, "Description keys", ref.descriptionKeys());
    }
  }

  private static void keys(Lines out, String header, RangeCursor keys) {
    boolean first = true;
    while (keys.next()) {
      if (first) {
        out.line("          -> ", header, ":");
        first = false;
      }
      out.line("               -> ", keys.item().toUtf8());
    }
  }

  private static void scope(
      Lines out, String header, int number, String schema, InstrumentationScopeView scope) {
    out.line(header, " #", number);
    out.line(header, " SchemaURL: ", schema);
    out.line("InstrumentationScope ", scope.name(), " ", scope.version());
    out.attributes("", "InstrumentationScope attributes", scope.attributes());
  }
}
