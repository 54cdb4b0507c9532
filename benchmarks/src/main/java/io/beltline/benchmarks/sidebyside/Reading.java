package io.beltline.benchmarks.sidebyside;

import io.beltline.benchmarks.payload.LogLines;
import io.beltline.benchmarks.sidebyside.Measurement.Names;
import io.beltline.benchmarks.wire.Arrivals;
import io.beltline.benchmarks.wire.BulkContent;
import io.beltline.benchmarks.wire.Checksums;
import io.beltline.benchmarks.wire.Edit;
import io.beltline.benchmarks.wire.OtlpContent;
import io.beltline.benchmarks.wire.Sink;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A log file that is read from its beginning, each line taken apart and handed on. All collectors
 * read the same files, which were written before. What is measured is the time between a tenth and
 * nine tenths of a file.
 */
record Reading(
    Way way, Plan plan, List<Collector> collectors, Path home, Path logs, Results results) {

  private static final int STREAMS = 100;
  private static final int LINES_A_SECOND = 100_000;
  private static final int BODY = 5;

  /** How lines are written, taken apart and handed on. */
  enum Way {
    /** A regular expression, and OTLP. */
    REGEX("20", "file", LogLines.Form.TEXT) {
      @Override
      Arrivals arrivals(int files) {
        Set<Long> expected = new HashSet<>();
        new Checksums(Signal.LOGS, Edit.NOTHING, field -> field == BODY)
            .read(Slice.of(LogLines.bodies(files)), expected::add);
        return new Arrivals(new OtlpContent(Signal.LOGS, field -> field == BODY), expected, 0);
      }

      @Override
      Sink sink(Arrivals arrivals) throws IOException {
        return Sink.grpc(arrivals, STREAMS);
      }
    },
    /** JSON, and Elasticsearch's bulk requests. */
    BULK("21", "file_bulk", LogLines.Form.JSON) {
      @Override
      Arrivals arrivals(int files) {
        Set<Long> expected = new HashSet<>();
        LogLines.messages(files).forEach(message -> expected.add(BulkContent.sum(message)));
        return new Arrivals(new BulkContent(), expected, 0);
      }

      @Override
      Sink sink(Arrivals arrivals) throws IOException {
        return Sink.bulk(arrivals);
      }
    };

    private final String id;
    private final String config;
    private final LogLines.Form form;

    Way(String id, String config, LogLines.Form form) {
      this.id = id;
      this.config = config;
      this.form = form;
    }

    /** The id of the scenario. */
    String id() {
      return id;
    }

    String config() {
      return config;
    }

    LogLines.Form form() {
      return form;
    }

    /** What is to come of the lines of files with the numbers from 0. */
    abstract Arrivals arrivals(int files);

    /** A server that takes it. */
    abstract Sink sink(Arrivals arrivals) throws IOException;
  }

  private static final Duration LIMIT = Duration.ofMinutes(5);

  /**
   * A file to be read.
   *
   * @param bytes its size
   */
  private record Log(Path path, int lines, long bytes) {}

  void run() throws IOException, InterruptedException {
    Files.createDirectories(logs);
    Path written = Files.createTempDirectory(logs, "lines");
    List<Log> files = new ArrayList<>();
    int warm = (int) (LINES_A_SECOND * plan.warmUp().toSeconds() / 2);
    int lines = (int) (LINES_A_SECOND * plan.window().toSeconds() * 2);
    for (int number = 0; number <= plan.rounds(); number++) {
      Path file = written.resolve(number + ".log");
      int count = number == 0 ? warm : lines;
      files.add(new Log(file, count, LogLines.write(file, number, count, way.form())));
    }
    for (Collector collector : collectors) {
      if (collector.kind() != Collector.Kind.ROTEL) {
        run(collector, files);
      }
    }
    for (Log file : files) {
      Files.delete(file.path);
    }
  }

  private void run(Collector collector, List<Log> files) throws IOException, InterruptedException {
    String label = collector.kind().label();
    Path folder = Files.createTempDirectory(logs, "read");
    Arrivals arrivals = way.arrivals(files.size());
    try (Sink sink = way.sink(arrivals);
        RunningCollector running =
            RunningCollector.start(
                collector,
                home.resolve("scenarios").resolve(way.config() + ".yaml"),
                Ports.free(sink.port()),
                false,
                logs.resolve(way.id() + "-" + label + ".log"),
                Map.of("BENCH_LOGS", folder.toString()))) {
      for (int round = 0; round < files.size(); round++) {
        Log file = files.get(round);
        Path there = folder.resolve(round + ".log");
        long before = arrivals.items();
        Files.createLink(there, file.path);
        Map<String, Double> numbers = measure(running, arrivals, file, before);
        String note = note(numbers);
        if (round > 0) {
          Measurement measured =
              new Measurement(way.id(), label, "saturated", round, numbers, note);
          results.add(measured);
          System.err.println(measured.fields());
        }
        Files.delete(there);
      }
    }
  }

  private static Map<String, Double> measure(
      RunningCollector running, Arrivals arrivals, Log file, long begin)
      throws IOException, InterruptedException {
    await(arrivals, begin + file.lines / 10);
    ProcessUsage before = running.usage();
    long from = arrivals.items();
    await(arrivals, begin + file.lines * 9L / 10);
    ProcessUsage after = running.usage();
    double lines = Math.max(1, arrivals.items() - from);
    await(arrivals, begin + file.lines);
    Map<String, Double> numbers = after.numbersSince(before, lines);
    numbers.put(Names.BYTES_IN, (double) file.bytes / file.lines);
    numbers.put(Names.LOST, (double) (begin + file.lines - arrivals.items()));
    numbers.put(Names.CHECKED, (double) arrivals.checked());
    numbers.put(Names.WRONG, (double) arrivals.wrong());
    return numbers;
  }

  private static void await(Arrivals arrivals, long count) throws InterruptedException {
    long until = System.nanoTime() + LIMIT.toNanos();
    while (arrivals.items() < count && System.nanoTime() < until) {
      Thread.sleep(5);
    }
  }

  private static String note(Map<String, Double> numbers) {
    double lost = numbers.getOrDefault(Names.LOST, 0.0);
    double wrong = numbers.getOrDefault(Names.WRONG, 0.0);
    return lost == 0 && wrong == 0 ? "" : "INVALID: lost %.0f, wrong %.0f".formatted(lost, wrong);
  }
}
