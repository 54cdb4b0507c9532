package io.beltline.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.benchmarks.sidebyside.Measurement.Names;
import io.beltline.benchmarks.wire.Tally;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @TempDir Path directory;

  private static Measurement measured(String collector, int round, double micros, String note) {
    return new Measurement(
        "1b", collector, "saturated", round, Map.of(Names.MICROS, micros, Names.LOST, 0.0), note);
  }

  @Test
  void measurementsComeBackAsTheyWereWritten() throws Exception {
    Results results = new Results(directory);
    Measurement first = measured("otelcol", 1, 4.25, "said \"no\"");
    Measurement second = measured("beltline", 2, 0.5, "");

    results.add(first);
    results.add(second);

    List<Measurement> read = new Results(directory).all();
    assertThat(read).element(1).isEqualTo(second);
    assertThat(read.getFirst().numbers()).isEqualTo(first.numbers());
    assertThat(read.getFirst().note()).isEqualTo("said 'no'");
  }

  @Test
  void aScenarioThatWasCutOffIsNotFinished() throws Exception {
    Results results = new Results(directory);
    results.add(measured("otelcol", 1, 4.25, ""));

    assertThat(results.isFinished("1b")).isFalse();
    results.finished("1b");
    assertThat(new Results(directory).isFinished("1b")).isTrue();
    assertThat(new Results(directory).isFinished("1c")).isFalse();
    assertThat(results.all()).hasSize(1);
  }

  @Test
  void theReportSaysTheRatioOfMedians() throws Exception {
    List<Measurement> all =
        List.of(
            measured("otelcol", 1, 4, ""),
            measured("otelcol", 2, 6, ""),
            measured("otelcol", 3, 5, ""),
            measured("beltline", 1, 0.5, "generator-bound"));

    new Report(directory, all, List.of()).write();

    String report = Files.readString(directory.resolve("report.md"));
    assertThat(report)
        .contains("| 1b | gRPC pass-through, T361 | 100 | 5.00 | 0.500 | **1/10.0** | - |")
        .contains("5.000 (4.000-6.000)")
        .contains("generator-bound");
    assertThat(Files.readString(directory.resolve("saturated.svg")))
        .contains("5.00 otelcol")
        .contains("0.50 beltline");
  }

  @Test
  void whatWasLostMakesAMeasurementInvalid() {
    Map<String, Double> numbers = Map.of(Names.LOST, 3.0, Names.CORE, 1.0);

    String doubts = Doubts.about(numbers, 0, new Tally());

    assertThat(doubts).isEqualTo("INVALID: lost 3");
  }

  @Test
  void aBusyGeneratorIsSaid() {
    Map<String, Double> numbers = Map.of(Names.CORE, 0.5, Names.GENERATOR, 0.99);

    String doubts = Doubts.about(numbers, 0, new Tally());

    assertThat(doubts).isEqualTo("generator-bound");
  }
}
