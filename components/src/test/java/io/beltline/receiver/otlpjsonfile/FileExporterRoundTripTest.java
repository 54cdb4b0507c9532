package io.beltline.receiver.otlpjsonfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.Exporter;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Exporter.Lanes;
import io.beltline.api.Origins;
import io.beltline.exporter.file.FileExporterConfig;
import io.beltline.exporter.file.FileExporterFactory;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.OtlpJson;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.Numbered;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the file exporter writes comes back as it went in. */
class FileExporterRoundTripTest {
  @TempDir private Path folder;

  @Test
  void whatTheFileExporterWritesComesBack() {
    List<Telemetry> sent = new ArrayList<>();
    try (OtlpJsonFileRig rig = new OtlpJsonFileRig(folder)) {
      FileExporterConfig config =
          BoundYaml.value(FileExporterConfig.class, "path: '" + folder + "/all.json'");
      Exporter exporter =
          new FileExporterFactory().create(TestSettings.of("file").settings(), config);
      exporter.start(new TestHost(rig.clock));
      rig.start("include_file_name: false");
      for (int i = 0; i < 50; i++) {
        for (Signal signal : List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS)) {
          Telemetry telemetry = Numbered.of(signal, 100L * i, 20, i);
          sent.add(telemetry);
          assertThat(exporter.export(request(rig, telemetry))).isEqualTo(ExportResult.delivered());
        }
        rig.poll();
      }
      exporter.shutdown(Deadline.in(rig.clock, Duration.ofSeconds(5)));
      rig.poll();
      List<Telemetry> back = rig.requests();
      assertThat(back).extracting(Telemetry::signal).containsExactlyElementsOf(signals(sent));
      assertThat(back)
          .extracting(FileExporterRoundTripTest::text)
          .containsExactlyElementsOf(sent.stream().map(FileExporterRoundTripTest::text).toList());
      assertThat(rig.next.items()).isEqualTo(50 * 3 * 20);
    }
  }

  private static List<Signal> signals(List<Telemetry> all) {
    return all.stream().map(Telemetry::signal).toList();
  }

  private static String text(Telemetry telemetry) {
    return new String(OtlpJson.write(telemetry), StandardCharsets.UTF_8);
  }

  private static ExportRequest request(OtlpJsonFileRig rig, Telemetry telemetry) {
    return new ExportRequest(
        Context.EMPTY,
        telemetry,
        Deadline.in(rig.clock, Duration.ofSeconds(5)),
        Origins.UNKNOWN,
        Lanes.NONE);
  }
}
