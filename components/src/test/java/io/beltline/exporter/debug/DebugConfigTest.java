package io.beltline.exporter.debug;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.exporter.debug.DebugExporterConfig.Verbosity;
import io.beltline.extension.Configs;
import java.util.List;
import org.junit.jupiter.api.Test;

class DebugConfigTest {

  @Test
  void defaultsAreThoseOfTheCollector() {
    var config = Configs.bind(DebugExporterConfig.class, "");
    assertThat(config)
        .isEqualTo(new DebugExporterConfig(Verbosity.BASIC, 2, 1, true, null, null, null));
    assertThat(config.sendingQueue().enabled()).isFalse();
    assertThat(config.retryOnFailure().enabled()).isFalse();
    assertThat(config.timeout()).isZero();
    assertThat(
            Configs.bind(DebugExporterConfig.class, "sending_queue: {queue_size: 5}")
                .sendingQueue()
                .queueSize())
        .isEqualTo(5);
  }

  @Test
  void wrongValuesAreRefusedWhereTheyStand() {
    assertThat(places("verbosity: none\n")).containsExactly("1: verbosity");
    assertThat(places("sampling_initial: -1\nsampling_thereafter: -1\noutput_paths: [stdout]\n"))
        .containsExactlyInAnyOrder(
            "1: sampling_initial", "2: sampling_thereafter", "3: output_paths");
    assertThat(places("use_internal_logger: false\noutput_paths: []\n"))
        .containsExactly("2: output_paths");
  }

  @Test
  void theOldNameKeepsItsKeysAndDefaults() {
    var config = Configs.bind(LoggingExporterFactory.Config.class, "");
    assertThat(config).isEqualTo(new LoggingExporterFactory.Config(null, null, 2, 500, null));
    assertThat(verbosity("")).isEqualTo(Verbosity.NORMAL);
    assertThat(verbosity("loglevel: debug")).isEqualTo(Verbosity.DETAILED);
    assertThat(verbosity("logLevel: warn")).isEqualTo(Verbosity.BASIC);
    assertThat(verbosity("loglevel: info")).isEqualTo(Verbosity.NORMAL);
    assertThat(verbosity("loglevel: debug\nverbosity: basic")).isEqualTo(Verbosity.BASIC);
    assertThat(new LoggingExporterFactory().notice()).contains("debug");
  }

  private static Verbosity verbosity(String yaml) {
    return Configs.bind(LoggingExporterFactory.Config.class, yaml).effectiveVerbosity();
  }

  private static List<String> places(String yaml) {
    return Configs.problems(DebugExporterConfig.class, yaml).stream()
        .map(problem -> problem.substring(0, problem.indexOf(": ", 3)))
        .toList();
  }
}
