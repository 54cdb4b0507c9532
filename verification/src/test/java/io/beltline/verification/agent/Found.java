package io.beltline.verification.agent;

import io.beltline.verification.agent.AgentMove.Pair;
import io.beltline.verification.process.RunningProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What two backends hold of what was sent, as the names of things.
 *
 * @param there what is in the first and in the second
 */
record Found(Pair<List<String>> there) {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Asks until there are so many things or the time is over, which is told by counting. */
  static Found await(RunningProcess agent, long enough, Callable<Pair<List<String>>> question)
      throws Exception {
    List<Found> last = new ArrayList<>();
    return agent.await(
        LIMIT,
        () -> enough + " things, there are " + last.getLast().sizes(),
        () -> {
          last.add(new Found(question.call()));
          return Optional.of(last.getLast()).filter(found -> found.different() >= enough);
        });
  }

  private Stream<String> all() {
    return Stream.concat(there.before().stream(), there.after().stream());
  }

  private Map<String, Long> times() {
    return all().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private List<Integer> sizes() {
    return List.of(there.before().size(), there.after().size());
  }

  /** What was sent and is nowhere. */
  List<String> lost(List<String> sent) {
    Map<String, Long> times = times();
    return sent.stream().filter(one -> !times.containsKey(one)).toList();
  }

  /** What is there more often than once, and how often it is in the first. */
  List<String> doubled() {
    Map<String, Long> first =
        there.before().stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return times().entrySet().stream()
        .filter(one -> one.getValue() > 1)
        .map(
            one ->
                "%s %d + %d"
                    .formatted(
                        one.getKey(),
                        first.getOrDefault(one.getKey(), 0L),
                        one.getValue() - first.getOrDefault(one.getKey(), 0L)))
        .sorted()
        .toList();
  }

  /** How many different things there are. */
  long different() {
    return all().distinct().count();
  }

  /** How much is where. */
  String said(String before, String after) {
    return "%d in %s, %d in %s".formatted(sizes().getFirst(), before, sizes().getLast(), after);
  }
}
