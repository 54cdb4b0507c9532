package io.beltline.benchmarks.passthrough;

import java.util.Locale;

/**
 * What one run showed.
 *
 * @param variant how the exporter queues
 * @param scenario what was sent
 * @param spansASecond acknowledged spans in the window
 * @param micros CPU time of the collector for each span acknowledged, in microseconds
 * @param system the system's share of it
 * @param core how busy core 1 was with it
 * @param generatorCore how busy core 0 was with generator and sink
 * @param rssMib the collector's resident memory at the end
 * @param peakMib its peak
 * @param p50Micros median time to the acknowledgement
 * @param p99Micros 99 % had theirs by then
 * @param accepted spans acknowledged in the whole run
 * @param refused spans refused in the whole run
 * @param missing acknowledged spans the sink never saw
 * @param missingBytes acknowledged bytes the sink never saw
 */
record Outcome(
    Variant variant,
    Scenario scenario,
    double spansASecond,
    double micros,
    double system,
    double core,
    double generatorCore,
    long rssMib,
    long peakMib,
    double p50Micros,
    double p99Micros,
    long accepted,
    long refused,
    long missing,
    long missingBytes) {

  static final String HEAD =
      """
      | variant | load | k spans/s | us CPU/span | sys | core 1 | core 0 | RSS MiB | peak | p50 us | p99 us | accepted | refused | missing | missing bytes | bound by |
      |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
      """;

  String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %d x %d, %s | %.1f | **%.3f** | %.0f %% | %.0f %% | %.0f %% | %d | %d | %.0f | %.0f"
            + " | %d | %d | %d | %d | %s |%n",
        variant.label(),
        scenario.connections(),
        scenario.inFlight(),
        scenario.mode(),
        spansASecond / 1000,
        micros,
        100 * system,
        100 * core,
        100 * generatorCore,
        rssMib,
        peakMib,
        p50Micros,
        p99Micros,
        accepted,
        refused,
        missing,
        missingBytes,
        bound());
  }

  String json() {
    return String.format(
        Locale.ROOT,
        "{\"variant\":\"%s\",\"mode\":\"%s\",\"spans\":%d,\"spansPerSecond\":%.0f,"
            + "\"microsPerSpan\":%.4f,\"systemShare\":%.3f,\"core\":%.3f,\"generatorCore\":%.3f,"
            + "\"rssMib\":%d,\"peakMib\":%d,\"p50Micros\":%.0f,\"p99Micros\":%.0f,"
            + "\"accepted\":%d,\"refused\":%d,\"missing\":%d,\"missingBytes\":%d}",
        variant.label(),
        scenario.mode(),
        scenario.spans(),
        spansASecond,
        micros,
        system,
        core,
        generatorCore,
        rssMib,
        peakMib,
        p50Micros,
        p99Micros,
        accepted,
        refused,
        missing,
        missingBytes);
  }

  private String bound() {
    if (scenario.rate() > 0) {
      return spansASecond < 0.97 * scenario.rate() ? "rate not reached" : "rate";
    }
    return core > 0.9 ? "collector" : generatorCore > 0.9 ? "generator" : "neither";
  }
}
