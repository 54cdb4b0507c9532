package io.beltline.exporter.prometheusremotewrite;

import io.beltline.api.ClientInfo;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.Exporter;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Metadata;
import io.beltline.api.Origins;
import io.beltline.exporter.Yaml;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A running exporter, the server it sends to, and the metrics it gets. */
final class RunningExporter implements AutoCloseable {
  final WriteBackend backend = new WriteBackend();
  final TestSettings settings = TestSettings.of("prometheus_remote_write");
  final PrometheusRemoteWriteExporter exporter;
  private Context context = Context.EMPTY;
  private Exporter.Outgoing outgoing = Exporter.Outgoing.UNCHECKED;

  RunningExporter(String yaml) {
    this(yaml, new TestHost(RealClock.INSTANCE));
  }

  RunningExporter(String yaml, TestHost host) {
    PrometheusRemoteWriteExporterConfig config =
        Yaml.bind(
                PrometheusRemoteWriteExporterConfig.class,
                "endpoint: " + backend.url() + "\n" + yaml)
            .value();
    exporter = new PrometheusRemoteWriteExporter(settings.settings(), config);
    exporter.start(host);
  }

  /** Sends with a header from now on. */
  void header(String name, String value) {
    context = Context.of(ClientInfo.NONE, Metadata.of(Map.of(name, List.of(value))));
  }

  /** Lets what is sent be looked at from now on. */
  void outgoing(Exporter.Outgoing look) {
    outgoing = look;
  }

  /** Sends metrics of no resource and no scope; quotes may be single. */
  ExportResult send(String... metrics) {
    return sendOf("", "", metrics);
  }

  ExportResult sendOf(String resourceAttributes, String scope, String... metrics) {
    return export(metrics(resourceAttributes, scope, metrics));
  }

  static Telemetry metrics(String resourceAttributes, String scope, String... metrics) {
    return request(
        "{'resourceMetrics':[{'resource':{'attributes':["
            + resourceAttributes
            + "]},'scopeMetrics':[{'scope':{"
            + scope
            + "},'metrics':["
            + String.join(",", metrics)
            + "]}]}]}");
  }

  static Telemetry request(String json) {
    return OtlpJson.read(Signal.METRICS, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  ExportResult export(Telemetry telemetry) {
    return exporter.export(
        new ExportRequest(
            context,
            telemetry,
            Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(30)),
            Origins.UNKNOWN,
            Exporter.Lanes.NONE,
            outgoing));
  }

  long dropped(String reason) {
    return settings
        .meter()
        .count("otelcol_exporter_prometheusremotewrite_dropped_points", Map.of("reason", reason));
  }

  @Override
  public void close() {
    exporter.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(5)));
    backend.close();
  }

  static String attribute(String key, String value) {
    return "{'key':'" + key + "','value':{'stringValue':'" + value + "'}}";
  }

  /** A gauge of one point at a time in seconds. */
  static String gauge(String name, long seconds, String value, String... attributes) {
    return "{'name':'%s','gauge':{'dataPoints':[%s]}}"
        .formatted(name, point(0, seconds, value, attributes));
  }

  /** A sum that only grows. */
  static String counter(String name, String... points) {
    return sum(name, 2, true, points);
  }

  static String sum(String name, int temporality, boolean monotonic, String... points) {
    return "{'name':'%s','sum':{'isMonotonic':%s,'aggregationTemporality':%d,'dataPoints':[%s]}}"
        .formatted(name, monotonic, temporality, String.join(",", points));
  }

  /** A point; whole values are integers. */
  static String point(long start, long seconds, String value, String... attributes) {
    String field = value.matches("-?\\d+") ? "asInt" : "asDouble";
    return "{'startTimeUnixNano':'%d000000000','timeUnixNano':'%d000000000','%s':'%s','attributes':[%s]}"
        .formatted(start, seconds, field, value, String.join(",", attributes));
  }
}
