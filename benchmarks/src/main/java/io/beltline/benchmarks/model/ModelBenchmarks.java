package io.beltline.benchmarks.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the model's benchmarks and writes {@code model.json} and {@code model.md}. */
public final class ModelBenchmarks {
  private static final String USAGE =
      "usage: model [--long] [--only REGEX] [--payload T361|L358|M196] [--items N] DIRECTORY";

  private ModelBenchmarks() {}

  /** Runs all operations, or those whose name a pattern finds. */
  public static void main(String[] arguments) throws RunnerException, IOException {
    Deque<String> left = new ArrayDeque<>(List.of(arguments));
    ChainedOptionsBuilder options = new OptionsBuilder().addProfiler(GCProfiler.class);
    options.forks(1).warmupIterations(3).measurementIterations(5);
    options.warmupTime(TimeValue.milliseconds(700)).measurementTime(TimeValue.milliseconds(700));
    String only = "";
    Path directory = null;
    while (!left.isEmpty()) {
      String argument = left.pop();
      switch (argument) {
        case "--long" -> {
          options.forks(3).warmupIterations(5).measurementIterations(10);
          options.warmupTime(TimeValue.seconds(2)).measurementTime(TimeValue.seconds(2));
        }
        case "--only" -> only = left.pop();
        case "--payload" -> options.param("payload", left.pop());
        case "--items" -> options.param("items", left.pop());
        default -> directory = Path.of(argument);
      }
    }
    if (directory == null || directory.toString().startsWith("-")) {
      System.err.println(USAGE);
      System.exit(2);
      return;
    }
    Files.createDirectories(directory);
    options.include("ModelBenchmark\\.(" + (only.isEmpty() ? ".*" : only) + ")$");
    options.resultFormat(ResultFormatType.JSON).result(directory.resolve("model.json").toString());
    options.shouldFailOnError(true);
    String payloads = ModelReport.payloads();
    System.out.println(payloads);
    Collection<RunResult> results = new Runner(options.build()).run();
    String report = payloads + "\n" + ModelReport.results(results);
    Files.writeString(directory.resolve("model.md"), report);
    System.out.println("\n" + report);
  }
}
