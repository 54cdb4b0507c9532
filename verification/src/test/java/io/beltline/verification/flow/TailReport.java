package io.beltline.verification.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.flow.TracePlan.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/** What a run with tail sampling has shown: checks it and writes it down. */
final class TailReport {
  /** Around the time without a collector requests wait for it, not for a decision. */
  private static final Duration AROUND = Duration.ofSeconds(1);

  private static final double TARGET = 0.05;

  /** A share of so many random traces lies this many deviations from the target at most. */
  private static final double DEVIATIONS = 4;

  private final int traces;
  private final TraceSink sink;
  private final TraceLoad load;
  private final Map<String, String> figures = new LinkedHashMap<>();

  TailReport(int traces, TraceSink sink, TraceLoad load) {
    this.traces = traces;
    this.sink = sink;
    this.load = load;
  }

  void put(String what, Object figure) {
    figures.put(what, String.valueOf(figure));
  }

  Map<String, String> figures() {
    return figures;
  }

  /** Each trace came whole or not at all, and those that must have come have. */
  void checkTraces(int large) {
    int[] whole = new int[Kind.values().length];
    int[] all = new int[Kind.values().length];
    for (int trace = 0; trace < traces; trace++) {
      int kind = TracePlan.kind(trace).ordinal();
      int came = sink.distinct(trace);
      assertThat(came).as("spans of trace %d", trace).isIn(0, TracePlan.SPANS);
      all[kind]++;
      whole[kind] += came > 0 ? 1 : 0;
    }
    assertThat(sink.distinct(traces)).as("the large trace").isEqualTo(large);
    assertThat(whole[Kind.ERROR.ordinal()]).as("errors").isEqualTo(all[Kind.ERROR.ordinal()]);
    assertThat(whole[Kind.SLOW.ordinal()]).as("slow").isEqualTo(all[Kind.SLOW.ordinal()]);
    int others = all[Kind.PLAIN.ordinal()];
    double share = (double) whole[Kind.PLAIN.ordinal()] / others;
    double chance = DEVIATIONS * Math.sqrt(TARGET * (1 - TARGET) / others);
    assertThat(Math.abs(share - TARGET)).isLessThan(Math.max(TARGET / 100, chance));
    put("traces", traces);
    put("traces in parts", 0);
    put("errors, all whole", all[Kind.ERROR.ordinal()]);
    put("slow, all whole", all[Kind.SLOW.ordinal()]);
    put("share of the others %", "%.3f".formatted(100 * share));
    put("spans of the large trace", sink.distinct(traces));
  }

  /** No more spans came twice than were in requests under way at the kill. */
  void checkDoubled(long allowed) {
    put("spans twice", sink.doubled() + ", allowed " + allowed);
    put("attempts refused", load.refused());
    assertThat(sink.doubled()).isLessThanOrEqualTo(allowed);
  }

  /** How long errors took, apart from those sent around the time without a collector. */
  long[] delays(long killed, long back) {
    LongPredicate apart =
        sent -> sent < killed - AROUND.toNanos() || sent > back + AROUND.toNanos();
    long[] taken = delays(apart, sink::sinceTakenNanos);
    put("error out after it was taken", text(taken));
    long[] sent = delays(apart, trace -> sink.lastPlaceNanos(trace) - load.lastPlaceNanos(trace));
    put("error out after it was sent", text(sent));
    long[] waited = delays(apart, trace -> load.answeredNanos(trace) - load.lastPlaceNanos(trace));
    put("answer after it was sent", text(waited));
    long[] all = delays(any -> true, sink::sinceTakenNanos);
    put("error out after it was taken, all", text(all));
    return taken;
  }

  private long[] delays(LongPredicate apart, IntToLongFunction nanos) {
    return IntStream.range(0, traces)
        .filter(trace -> TracePlan.kind(trace) == Kind.ERROR)
        .filter(trace -> apart.test(load.lastPlaceNanos(trace)))
        .mapToLong(trace -> nanos.applyAsLong(trace) / 1_000_000)
        .sorted()
        .toArray();
  }

  private static String text(long[] sorted) {
    return "median %d ms, 99 %% %d ms, most %d ms (%d)"
        .formatted(
            sorted[sorted.length / 2],
            sorted[sorted.length * 99 / 100],
            Arrays.stream(sorted).max().orElse(0),
            sorted.length);
  }

  /** Writes a table. */
  void write(Path file, String title) throws IOException {
    StringBuilder out = new StringBuilder("# " + title + "\n\n| | |\n|---|---|\n");
    figures.forEach(
        (what, figure) ->
            out.append("| ").append(what).append(" | ").append(figure).append(" |\n"));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, out);
  }
}
