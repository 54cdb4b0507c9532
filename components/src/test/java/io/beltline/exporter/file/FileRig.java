package io.beltline.exporter.file;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Exporter.Lanes;
import io.beltline.api.Exporter.Outgoing;
import io.beltline.api.Origins;
import io.beltline.extension.Configs;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A started file exporter. */
final class FileRig implements AutoCloseable {
  final FakeClock clock = new FakeClock();
  final TestHost host;
  final FileExporter exporter;

  FileRig(String yaml) {
    this(yaml, new LocalDisk("0755"));
  }

  FileRig(String yaml, Disk disk) {
    this(yaml, disk, null);
  }

  /** One that takes the place of another. */
  FileRig(String yaml, FileRig before) {
    this(yaml, new LocalDisk("0755"), before);
  }

  private FileRig(String yaml, Disk disk, @Nullable FileRig before) {
    host = before == null ? new TestHost(clock) : before.host;
    exporter =
        new FileExporter(
            TestSettings.of("file").settings(), Configs.bind(FileExporterConfig.class, yaml), disk);
    exporter.start(host);
  }

  ExportResult send(Telemetry telemetry) {
    return send(telemetry, Outgoing.UNCHECKED);
  }

  ExportResult send(Telemetry telemetry, Outgoing outgoing) {
    return exporter.export(
        new ExportRequest(
            Context.EMPTY,
            telemetry,
            Deadline.in(clock, Duration.ofSeconds(5)),
            Origins.UNKNOWN,
            Lanes.NONE,
            outgoing));
  }

  /** One log record whose body is a text, from a resource with a tenant. */
  static Telemetry log(String tenant, String body) {
    return json(
        Signal.LOGS,
        """
        {"resourceLogs":[{"resource":{"attributes":[
          {"key":"tenant","value":{"stringValue":"%s"}}]},
          "scopeLogs":[{"logRecords":[{"body":{"stringValue":"%s"}}]}]}]}
        """
            .formatted(tenant, body));
  }

  static Telemetry json(Signal signal, String json) {
    return OtlpJson.read(signal, json.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    exporter.shutdown(Deadline.in(clock, Duration.ofSeconds(5)));
  }
}
