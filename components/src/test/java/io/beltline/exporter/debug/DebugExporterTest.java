package io.beltline.exporter.debug;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.ExportResult;
import io.beltline.api.Exporter;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.extension.Configs;
import io.beltline.model.Telemetry;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebugExporterTest {
  private final FakeClock clock = new FakeClock();
  @TempDir Path directory;

  @Test
  void basicTellsCounts() throws IOException {
    assertThat(output("", Samples.TRACES, Samples.METRICS, Samples.LOGS, Samples.PROFILES))
        .isEqualTo(
            """
            Traces\t{"resource spans": 1, "spans": 2}
            Metrics\t{"resource metrics": 1, "metrics": 5, "data points": 6}
            Logs\t{"resource logs": 1, "log records": 2}
            Profiles\t{"resource profiles": 1, "sample records": 1}
            """);
  }

  @Test
  void moreVerboseLevelsTellTheTextBehindTheCounts() throws IOException {
    assertThat(output("verbosity: normal\n", Samples.LOGS))
        .isEqualTo(
            "Logs\t{\"resource logs\": 1, \"log records\": 2}\n"
                + new NormalText().of(Samples.LOGS)
                + "\n");
    assertThat(output("verbosity: detailed\n", Samples.LOGS))
        .endsWith(new DetailedText().of(Samples.LOGS) + "\n");
  }

  @Test
  void afterTheFirstOfASecondOnlyEveryNthIsTold() throws IOException {
    assertThat(lines("sampling_initial: 1\nsampling_thereafter: 3\n", 7)).isEqualTo(3);
    assertThat(lines("sampling_initial: 2\nsampling_thereafter: 0\n", 7)).isEqualTo(2);
    assertThat(lines("sampling_initial: 0\nsampling_thereafter: 1\n", 7)).isEqualTo(7);
  }

  @Test
  void aNewSecondBeginsAnew() {
    Sampling sampling = new Sampling(1, 0);
    assertThat(sampling.passes(0)).isTrue();
    assertThat(sampling.passes(999_999_999)).isFalse();
    assertThat(sampling.passes(1_000_000_000)).isTrue();
  }

  private long lines(String yaml, int requests) throws IOException {
    Telemetry[] telemetry = new Telemetry[requests];
    Arrays.fill(telemetry, Samples.LOGS);
    return output(yaml, telemetry).lines().count();
  }

  private String output(String yaml, Telemetry... requests) throws IOException {
    Path file = Files.createTempFile(directory, "out", ".txt");
    String all = "use_internal_logger: false\noutput_paths: [" + file + "]\n" + yaml;
    Exporter exporter =
        new DebugExporterFactory()
            .create(
                TestSettings.of("debug").settings(), Configs.bind(DebugExporterConfig.class, all));
    exporter.start(new TestHost(clock));
    Deadline deadline = Deadline.in(clock, Duration.ofSeconds(1));
    for (Telemetry request : requests) {
      assertThat(exporter.export(new ExportRequest(Context.EMPTY, request, deadline)))
          .isEqualTo(ExportResult.delivered());
    }
    exporter.shutdown(deadline);
    return Files.readString(file);
  }
}
