package io.beltline.benchmarks.passthrough;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Sends spans through a collector that forwards them, and writes {@code passthrough.json} and
 * {@code passthrough.md}.
 */
public final class Passthrough {
  private static final String USAGE =
      """
      usage: passthrough [options] LAUNCHER DIRECTORY
        --variant queue|direct|self   default: queue and direct; self leaves the collector out
        --load saturated|paced        default: both
        --rate N                      spans a second when paced, default 100000
        --spans N                     spans in a request, default 100
        --connections N               default 4
        --in-flight N                 requests under way on each, default 4
        --warm-up S --window S        seconds, default 20 each
        --rounds N                    how often all is run, default 1\
      """;

  private final Deque<String> left;
  private final List<Variant> variants = new ArrayList<>();
  private final List<Long> rates = new ArrayList<>();
  private final List<String> operands = new ArrayList<>();
  private long rate = 100_000;
  private String load = "";
  private int spans = 100;
  private int connections = 4;
  private int inFlight = 4;
  private long warmUp = 20;
  private long window = 20;
  private int rounds = 1;

  private Passthrough(String[] arguments) {
    left = new ArrayDeque<>(List.of(arguments));
    while (!left.isEmpty()) {
      String argument = left.pop();
      switch (argument) {
        case "--variant" -> variants.add(Variant.valueOf(left.pop().toUpperCase(Locale.ROOT)));
        case "--load" -> load = left.pop();
        case "--rate" -> rate = number();
        case "--spans" -> spans = (int) number();
        case "--connections" -> connections = (int) number();
        case "--in-flight" -> inFlight = (int) number();
        case "--warm-up" -> warmUp = number();
        case "--window" -> window = number();
        case "--rounds" -> rounds = (int) number();
        default -> operands.add(argument);
      }
    }
    if (variants.isEmpty()) {
      variants.addAll(List.of(Variant.QUEUE, Variant.DIRECT));
    }
    if (!load.equals("paced")) {
      rates.add(0L);
    }
    if (!load.equals("saturated")) {
      rates.add(rate);
    }
  }

  private long number() {
    return Long.parseLong(left.pop());
  }

  /** Runs every variant under every load. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Passthrough chosen = new Passthrough(arguments);
    if (chosen.operands.size() != 2 || chosen.operands.getFirst().startsWith("-")) {
      System.err.println(USAGE);
      System.exit(2);
      return;
    }
    chosen.run();
    System.exit(0);
  }

  private void run() throws IOException, InterruptedException {
    List<String> launcher = List.of(operands.getFirst());
    Path directory = Files.createDirectories(Path.of(operands.getLast()));
    List<Outcome> outcomes = new ArrayList<>();
    System.out.print(Outcome.HEAD);
    for (int round = 0; round < rounds; round++) {
      for (Variant variant : variants) {
        for (long each : rates) {
          Scenario scenario =
              new Scenario(
                  spans,
                  connections,
                  inFlight,
                  each,
                  Duration.ofSeconds(warmUp),
                  Duration.ofSeconds(window));
          Outcome outcome = new Run(launcher, directory, variant, scenario).measure();
          outcomes.add(outcome);
          System.out.print(outcome.row());
        }
      }
    }
    StringBuilder table = new StringBuilder(Outcome.HEAD);
    outcomes.forEach(outcome -> table.append(outcome.row()));
    Files.writeString(directory.resolve("passthrough.md"), table);
    List<String> json = outcomes.stream().map(Outcome::json).toList();
    Files.writeString(
        directory.resolve("passthrough.json"), "[\n" + String.join(",\n", json) + "\n]\n");
  }
}
