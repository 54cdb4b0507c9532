package io.beltline.exporter.debug;

import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.Cursor;
import io.beltline.model.otlp.ExportLogsServiceRequestView;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import io.beltline.model.otlp.ExportProfilesServiceRequestView;
import io.beltline.model.otlp.ExportTraceServiceRequestView;
import io.beltline.model.otlp.MetricView;
import io.beltline.model.otlp.ResourceLogsView;
import io.beltline.model.otlp.ResourceMetricsView;
import io.beltline.model.otlp.ResourceProfilesView;
import io.beltline.model.otlp.ResourceSpansView;
import io.beltline.model.otlp.ScopeMetricsView;

/** Counts what the line of the basic level tells beside the items. */
final class Counts {
  private Counts() {}

  static int resources(Telemetry telemetry) {
    int sum = 0;
    for (Slice chunk : telemetry.payload().chunks()) {
      sum +=
          switch (telemetry.signal()) {
            case TRACES -> {
              var request = new ExportTraceServiceRequestView();
              request.wrap(chunk);
              yield request.resourceSpans(new Cursor<>(new ResourceSpansView())).remaining();
            }
            case METRICS -> metricsRequest(chunk).remaining();
            case LOGS -> {
              var request = new ExportLogsServiceRequestView();
              request.wrap(chunk);
              yield request.resourceLogs(new Cursor<>(new ResourceLogsView())).remaining();
            }
            case PROFILES -> {
              var request = new ExportProfilesServiceRequestView();
              request.wrap(chunk);
              yield request.resourceProfiles(new Cursor<>(new ResourceProfilesView())).remaining();
            }
          };
    }
    return sum;
  }

  static int metrics(Telemetry telemetry) {
    int sum = 0;
    for (Slice chunk : telemetry.payload().chunks()) {
      Cursor<ResourceMetricsView> resources = metricsRequest(chunk);
      Cursor<ScopeMetricsView> scopes = new Cursor<>(new ScopeMetricsView());
      Cursor<MetricView> metrics = new Cursor<>(new MetricView());
      while (resources.next()) {
        resources.item().scopeMetrics(scopes);
        while (scopes.next()) {
          sum += scopes.item().metrics(metrics).remaining();
        }
      }
    }
    return sum;
  }

  private static Cursor<ResourceMetricsView> metricsRequest(Slice chunk) {
    var request = new ExportMetricsServiceRequestView();
    request.wrap(chunk);
    return request.resourceMetrics(new Cursor<>(new ResourceMetricsView()));
  }
}
