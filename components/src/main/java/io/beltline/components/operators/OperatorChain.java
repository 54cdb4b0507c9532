package io.beltline.components.operators;

import io.beltline.api.Clock;
import io.beltline.api.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Operators in their order, ready to run. Safe for all threads; entries of one source come from one
 * thread at a time, in their order.
 */
public final class OperatorChain {
  private final List<Stage> stages = new ArrayList<>();
  private final Map<String, Stage> byId = new HashMap<>();
  private final Map<List<String>, List<Stage>> groups = new HashMap<>();
  private final Clock clock;

  /**
   * Builds a chain.
   *
   * @param list operators without problems
   */
  public OperatorChain(OperatorList list, Settings settings, Clock clock) {
    this.clock = clock;
    Failures failures = new Failures(settings, clock);
    OperatorConfig.Parts parts = new OperatorConfig.Parts(clock, this::group);
    for (int i = 0; i < list.operators().size(); i++) {
      OperatorConfig config = list.operators().get(i);
      StepConfig step = config.step();
      Stage stage =
          new Stage(
              list.ids().get(i),
              config.operator(parts),
              step.condition() == null ? null : step.condition().compiled(),
              step.onError(),
              failures);
      stages.add(stage);
      byId.put(list.ids().get(i), stage);
    }
    for (int i = 0; i < stages.size(); i++) {
      OperatorConfig config = list.operators().get(i);
      List<String> output = config.step().output();
      List<Stage> next = i + 1 < stages.size() ? List.of(stages.get(i + 1)) : List.of();
      stages.get(i).lead(output.isEmpty() ? next : stagesOf(output));
      List<String> routes = config.routes();
      if (!routes.isEmpty() && config instanceof RouterConfig router) {
        router.ways().forEach(way -> groups.put(way.output(), stagesOf(way.output())));
        groups.put(router.otherwise(), stagesOf(router.otherwise()));
      }
    }
  }

  private List<Stage> stagesOf(List<String> ids) {
    return ids.stream().map(byId::get).toList();
  }

  private List<Stage> group(List<String> ids) {
    return groups.getOrDefault(ids, List.of());
  }

  /** Whether there are no operators. */
  public boolean isEmpty() {
    return stages.isEmpty();
  }

  /** Sends an entry through; what comes out goes to the sink, now or later. */
  public void process(Entry entry, EntrySink sink) {
    if (stages.isEmpty()) {
      sink.accept(entry);
    } else {
      stages.getFirst().process(entry, sink);
    }
  }

  /**
   * Hands on what operators have kept for too long. A bug is thrown when all else has been handed
   * on; {@link LostEntriesException#lostBy} tells how many entries it has cost.
   */
  public void flush(EntrySink sink) {
    flush(sink, clock.nanoTime());
  }

  /** The same with all that operators have kept, before the end. */
  public void drain(EntrySink sink) {
    flush(sink, clock.nanoTime() + Long.MAX_VALUE / 2);
  }

  private void flush(EntrySink sink, long nanoTime) {
    HandingOn way = new HandingOn();
    stages.forEach(stage -> way.step(() -> stage.flush(sink, nanoTime)));
    way.end();
  }
}
