package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Collectors that sample whole traces, behind one that balances: more come, one is killed, most go,
 * while traces arrive whose spans are spread over requests at random.
 */
class LoadBalancingTest {
  private static final long SEED = 20_261_128;

  @TempDir private Path folder;

  @Test
  void traces_stay_whole(TestReporter reporter) throws Exception {
    run(new Scale(2, 3, 1, 200, 3), reporter);
  }

  @Test
  @Tag("long") // seven processes for two minutes
  void traces_stay_whole_from_three_to_six_to_two(TestReporter reporter) throws Exception {
    run(new Scale(3, 6, 2, 1000, 25), reporter);
  }

  /**
   * What happens.
   *
   * @param begin how many collectors there are at first
   * @param more then
   * @param end at last
   * @param perSecond traces a second
   * @param seconds how long each step lasts
   */
  private record Scale(int begin, int more, int end, int perSecond, int seconds) {}

  private void run(Scale scale, TestReporter reporter) throws Exception {
    try (Tier tier = Tier.start(folder, scale.begin);
        KeyedTraceLoad load = new KeyedTraceLoad(tier.port(), scale.perSecond, SEED)) {
      tier.awaitKnown(scale.begin);
      load.run(scale.seconds);
      for (int number = scale.begin + 1; number <= scale.more; number++) {
        tier.add(number);
      }
      tier.name();
      load.run(scale.seconds);
      tier.awaitKnown(scale.more);
      tier.kill(scale.more);
      load.run(Math.min(3, scale.seconds)); // it is not noticed at once
      tier.name();
      load.run(scale.seconds);
      tier.awaitKnown(scale.more - 1);
      int[] leaving = java.util.stream.IntStream.range(scale.end + 1, scale.more).toArray();
      tier.name(leaving);
      tier.awaitKnown(scale.end);
      load.run(2); // they are named no longer, and end what they have
      for (int number : leaving) {
        tier.stop(number);
      }
      load.run(scale.seconds);
      judge(tier, load, tier.file(scale.more), reporter);
    }
  }

  private static void judge(Tier tier, KeyedTraceLoad load, Path killed, TestReporter reporter)
      throws Exception {
    long ingress = load.traces() * KeyedTraceLoad.SPANS;
    long rerouted = tier.balancer().count("beltline_load_balancing_rerouted_items");
    long dropped = tier.balancer().count("otelcol_exporter_dropped_spans");
    long egress = tier.finish();
    KeptTraces kept = KeptTraces.of(tier.files(), killed);
    long whole = kept.whole();
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("traces sent", Long.toString(load.traces()));
    figures.put("of these with an error", Long.toString(load.traces() / 2));
    figures.put("kept", Long.toString(kept.spans().size()));
    figures.put("kept and whole", Long.toString(whole));
    figures.put("spans into the balancer", Long.toString(ingress));
    figures.put("spans into the collectors", Long.toString(egress));
    figures.put("spans kept twice", Long.toString(kept.doubled()));
    figures.put("spans given to others", Long.toString(rerouted));
    figures.put("refusals", Long.toString(load.refusals()));
    reporter.publishEntry(figures);
    assertThat(whole)
        .as(figures + tier.log())
        .isGreaterThanOrEqualTo(kept.spans().size() * 999L / 1000);
    assertThat(kept.spans().size()).as(figures.toString()).isGreaterThan((int) load.traces() / 4);
    assertThat(egress).as(figures.toString()).isBetween(ingress * 98 / 100, ingress * 102 / 100);
    assertThat(rerouted).as(figures.toString()).isPositive();
    assertThat(kept.doubledElsewhere()).as(figures.toString()).isZero();
    assertThat(dropped).as(figures + tier.log()).isZero();
    assertThat(tier.log()).doesNotContain("retries_exhausted", "are lost");
  }
}
