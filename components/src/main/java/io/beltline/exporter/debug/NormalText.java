package io.beltline.exporter.debug;

import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.ExportLogsServiceRequestView;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import io.beltline.model.otlp.ExportProfilesServiceRequestView;
import io.beltline.model.otlp.ExportTraceServiceRequestView;
import io.beltline.model.otlp.InstrumentationScopeView;
import io.beltline.model.otlp.LogRecordView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.ProfileView;
import io.beltline.model.otlp.ResourceLogsView;
import io.beltline.model.otlp.ResourceMetricsView;
import io.beltline.model.otlp.ResourceProfilesView;
import io.beltline.model.otlp.ResourceSpansView;
import io.beltline.model.otlp.SampleView;
import io.beltline.model.otlp.ScopeLogsView;
import io.beltline.model.otlp.ScopeMetricsView;
import io.beltline.model.otlp.ScopeProfilesView;
import io.beltline.model.otlp.ScopeSpansView;
import io.beltline.model.otlp.SpanView;
import java.util.StringJoiner;

/** About one line an item, in the layout of the OpenTelemetry Collector. */
final class NormalText implements Text {

  @Override
  public String of(Telemetry telemetry) {
    Lines out = new Lines();
    int resource = 0;
    for (Slice chunk : telemetry.payload().chunks()) {
      resource =
          switch (telemetry.signal()) {
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
      resource(out, "ResourceTraces", r, group.schemaUrl(), group.resource().attributes());
      int s = 0;
      for (group.scopeSpans(scopes); scopes.next(); s++) {
        scope(out, "ScopeTraces", s, scopes.item().schemaUrl(), scopes.item().scope());
        scopes.item().spans(spans);
        while (spans.next()) {
          var span = spans.item();
          out.line(
              span.name(),
              " ",
              span.traceId().hex(),
              " ",
              span.spanId().hex(),
              join(" ", " ", span.attributes()));
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
      resource(out, "ResourceMetrics", r, group.schemaUrl(), group.resource().attributes());
      int s = 0;
      for (group.scopeMetrics(scopes); scopes.next(); s++) {
        scope(out, "ScopeMetrics", s, scopes.item().schemaUrl(), scopes.item().scope());
        scopes.item().metrics(metrics);
        while (metrics.next()) {
          PointText.write(out, metrics.item());
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
      resource(out, "ResourceLog", r, group.schemaUrl(), group.resource().attributes());
      int s = 0;
      for (group.scopeLogs(scopes); scopes.next(); s++) {
        scope(out, "ScopeLog", s, scopes.item().schemaUrl(), scopes.item().scope());
        scopes.item().logRecords(records);
        while (records.next()) {
          var log = records.item();
          out.line(log.body().asString(), " ", join("", " ", log.attributes()));
        }
      }
    }
    return r;
  }

  private static int profiles(Lines out, Slice chunk, int first) {
    var request = new ExportProfilesServiceRequestView();
    request.wrap(chunk);
    int r = first;
    var scopes = new Cursor<>(new ScopeProfilesView());
    var profiles = new Cursor<>(new ProfileView());
    var samples = new Cursor<>(new SampleView());
    ProfileTable table = new ProfileTable(request.dictionary());
    for (var groups = request.resourceProfiles(new Cursor<>(new ResourceProfilesView()));
        groups.next();
        r++) {
      var group = groups.item();
      resource(out, "ResourceProfiles", r, group.schemaUrl(), group.resource().attributes());
      int s = 0;
      for (group.scopeProfiles(scopes); scopes.next(); s++) {
        scope(out, "ScopeProfiles", s, scopes.item().schemaUrl(), scopes.item().scope());
        scopes.item().profiles(profiles);
        while (profiles.next()) {
          var profile = profiles.item();
          int count = profile.samples(samples).remaining();
          StringBuilder attributes = new StringBuilder();
          for (var numbers = profile.attributeIndices(); numbers.next(); ) {
            attributes.append(' ').append(table.plain((int) numbers.asLong()));
          }
          out.line(profile.profileId().hex(), " samples=", count, attributes);
        }
      }
    }
    return r;
  }

  private static void resource(
      Lines out, String header, int number, String schema, AttributesView attributes) {
    String url = schema.isEmpty() ? "" : " [" + schema + "]";
    out.line(header, " #", number, url, join(" ", " ", attributes));
  }

  private static void scope(
      Lines out, String header, int number, String schema, InstrumentationScopeView scope) {
    StringBuilder details = new StringBuilder(scope.name());
    if (!scope.version().isEmpty()) {
      details.append('@').append(scope.version());
    }
    if (!schema.isEmpty()) {
      details.append(details.isEmpty() ? "" : " ").append('[').append(schema).append(']');
    }
    String shown = details.isEmpty() ? "" : " " + details;
    out.line(header, " #", number, shown, join(" ", " ", scope.attributes()));
  }

  /** Attributes as {@code key=value}, with a prefix if there are any. */
  static String join(String prefix, String separator, AttributesView attributes) {
    StringJoiner joiner = new StringJoiner(separator, prefix, "");
    joiner.setEmptyValue("");
    while (attributes.next()) {
      joiner.add(attributes.item().key() + "=" + attributes.item().value().asString());
    }
    return joiner.toString();
  }
}
