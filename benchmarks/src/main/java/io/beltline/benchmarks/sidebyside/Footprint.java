package io.beltline.benchmarks.sidebyside;

import io.beltline.benchmarks.sidebyside.Measurement.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A collector with nothing to do: how long it takes to listen, what it holds and uses. */
record Footprint(List<Collector> collectors, Path home, Path logs, Results results) {
  private static final int STARTS = 10;
  private static final Duration REST = Duration.ofSeconds(20);
  private static final Duration WINDOW = Duration.ofSeconds(10);

  void run() throws IOException, InterruptedException {
    Files.createDirectories(logs);
    for (int start = 1; start <= STARTS; start++) {
      for (Collector collector : collectors) {
        start(collector, start);
      }
    }
    for (Collector collector : collectors) {
      rest(collector);
    }
  }

  private RunningCollector running(Collector collector) throws IOException, InterruptedException {
    return RunningCollector.start(
        collector,
        home.resolve("scenarios/idle.yaml"),
        Ports.free(1),
        false,
        logs.resolve("13-" + collector.kind().label() + ".log"),
        Map.of());
  }

  private void start(Collector collector, int round) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    try (RunningCollector running = running(collector)) {
      Map<String, Double> numbers = new LinkedHashMap<>();
      numbers.put("millisToListening", (System.nanoTime() - begin) / 1e6);
      numbers.put(Names.RSS, running.usage().rssKib() / 1024.0);
      say(new Measurement("13", collector.kind().label(), "start", round, numbers, ""));
    }
  }

  private void rest(Collector collector) throws IOException, InterruptedException {
    try (RunningCollector running = running(collector)) {
      Thread.sleep(REST);
      ProcessUsage before = running.usage();
      Thread.sleep(WINDOW);
      ProcessUsage after = running.usage();
      Map<String, Double> numbers = new LinkedHashMap<>();
      numbers.put(Names.RSS, after.rssKib() / 1024.0);
      numbers.put(Names.PEAK, after.peakKib() / 1024.0);
      numbers.put(Names.CORE, after.coreSince(before));
      say(new Measurement("13", collector.kind().label(), "rest", 1, numbers, ""));
    }
  }

  private void say(Measurement measurement) throws IOException {
    results.add(measurement);
    System.err.println(measurement.fields());
  }
}
