package io.beltline.exporter.loki;

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
  final LokiBackend backend = new LokiBackend();
  final TestSettings settings = TestSettings.of("loki");
  final LokiExporter exporter;
  private Context context = Context.EMPTY;
  private Exporter.Lanes lanes = Exporter.Lanes.NONE;
  private Exporter.Outgoing outgoing = Exporter.Outgoing.UNCHECKED;

  RunningExporter(String yaml) {
    LokiExporterConfig config =
        Yaml.bind(LokiExporterConfig.class, "endpoint: " + backend.url() + "\n" + yaml).value();
    exporter = new LokiExporter(settings.settings(), config);
    exporter.start(new TestHost(RealClock.INSTANCE));
  }

  /** Sends with a header from now on. */
  void header(String name, String value) {
    context = Context.of(ClientInfo.NONE, Metadata.of(Map.of(name, List.of(value))));
  }

  /** Sends beside lanes from now on. */
  void lanes(Exporter.Lanes now) {
    lanes = now;
  }

  /** Lets what is sent be looked at from now on. */
  void outgoing(Exporter.Outgoing look) {
    outgoing = look;
  }

  /** Sends records of no resource; quotes may be single. */
  ExportResult send(String... records) {
    return export(logs("", records));
  }

  /** Sends records of a resource with attributes. */
  ExportResult sendOf(String resource, String... records) {
    return export(logs(resource, records));
  }

  static Telemetry logs(String resource, String... records) {
    return json(
        "{'resourceLogs':[{'resource':{'attributes':["
            + resource
            + "]},'scopeLogs':[{'logRecords':["
            + String.join(",", records)
            + "]}]}]}");
  }

  static Telemetry json(String json) {
    return OtlpJson.read(Signal.LOGS, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  ExportResult export(Telemetry telemetry) {
    return exporter.export(
        new ExportRequest(
            context,
            telemetry,
            Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(30)),
            Origins.UNKNOWN,
            lanes,
            outgoing));
  }

  long demoted(String label, String reason) {
    return settings
        .meter()
        .count("otelcol_exporter_loki_demoted_labels", Map.of("label", label, "reason", reason));
  }

  long lost(String label) {
    return settings.meter().count("otelcol_exporter_loki_lost_labels", Map.of("label", label));
  }

  long refused(String reason) {
    return settings.meter().count("otelcol_exporter_loki_refused_lines", Map.of("reason", reason));
  }

  @Override
  public void close() {
    exporter.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(5)));
    backend.close();
  }

  static String attribute(String key, String value) {
    return "{'key':'" + key + "','value':{'stringValue':'" + value + "'}}";
  }

  /** A record at a time in seconds, with a text as its body. */
  static String record(long seconds, String body, String... attributes) {
    return fields(seconds, "'body':{'stringValue':'" + body + "'}", attributes);
  }

  /** A record at a time in seconds, with other fields. */
  static String fields(long seconds, String fields, String... attributes) {
    return "{'timeUnixNano':'%d000000000',%s,'attributes':[%s]}"
        .formatted(seconds, fields, String.join(",", attributes));
  }
}
