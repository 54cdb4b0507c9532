package io.beltline.exporter.prometheus;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.components.prometheus.EscapingScheme;
import io.beltline.exporter.Yaml;
import io.beltline.model.Payload;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A running exporter whose clock a test moves, and the metrics it gets. */
final class Exporters implements AutoCloseable {
  final FakeClock clock = new FakeClock();
  final TestHost host;
  final TestSettings settings = TestSettings.of("prometheus");
  final PrometheusExporter exporter;

  Exporters(String yaml) {
    this(yaml, null);
  }

  /** One that takes the place of another that has ended. */
  Exporters(String yaml, @Nullable Exporters before) {
    host = before == null ? new TestHost(clock) : before.host;
    PrometheusExporterConfig config =
        Yaml.bind(PrometheusExporterConfig.class, "endpoint: 127.0.0.1:0\n" + yaml).value();
    exporter = new PrometheusExporter(settings.settings(), config);
    exporter.start(host);
  }

  /** Sends metrics of a scope without a name of a resource; quotes may be single. */
  ExportResult send(String... metrics) {
    return request("", "", metrics);
  }

  ExportResult request(String resourceAttributes, String scope, String... metrics) {
    return raw(
        "{'resourceMetrics':[{'resource':{'attributes':["
            + resourceAttributes
            + "]},'scopeMetrics':[{'scope':{"
            + scope
            + "},'metrics':["
            + String.join(",", metrics)
            + "]}]}]}");
  }

  ExportResult raw(String json) {
    return export(
        OtlpJson.read(Signal.METRICS, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  ExportResult bytes(byte[] request) {
    return export(Telemetry.of(Signal.METRICS, Payload.of(request)));
  }

  private ExportResult export(Telemetry telemetry) {
    return exporter.export(
        new ExportRequest(Context.EMPTY, telemetry, Deadline.in(clock, Duration.ofSeconds(5))));
  }

  String text() {
    return exporter.scrape(new Format.Choice(Format.TEXT, EscapingScheme.UNDERSCORES)).toUtf8();
  }

  String openMetrics() {
    return exporter
        .scrape(new Format.Choice(Format.OPEN_METRICS, EscapingScheme.UNDERSCORES))
        .toUtf8();
  }

  @Override
  public void close() {
    exporter.shutdown(Deadline.in(clock, Duration.ofSeconds(1)));
  }

  static String attribute(String key, String value) {
    return "{'key':'" + key + "','value':{'stringValue':'" + value + "'}}";
  }

  static String gauge(String name, String value, String... attributes) {
    return "{'name':'"
        + name
        + "','gauge':{'dataPoints':["
        + point(0, 0, value, attributes)
        + "]}}";
  }

  static String counter(String name, int temporality, String point) {
    return "{'name':'"
        + name
        + "','sum':{'isMonotonic':true,'aggregationTemporality':"
        + temporality
        + ",'dataPoints':["
        + point
        + "]}}";
  }

  /** A point; whole values are integers. */
  static String point(long start, long time, String value, String... attributes) {
    String field = value.matches("-?\\d+") ? "asInt" : "asDouble";
    return "{'startTimeUnixNano':'"
        + start
        + "','timeUnixNano':'"
        + time
        + "','"
        + field
        + "':'"
        + value
        + "','attributes':["
        + String.join(",", attributes)
        + "]}";
  }
}
