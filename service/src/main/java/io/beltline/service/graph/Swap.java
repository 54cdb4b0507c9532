package io.beltline.service.graph;

import io.beltline.api.ComponentException;
import io.beltline.api.Deadline;
import io.beltline.service.plan.Plan;
import io.beltline.service.plan.PlannedComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Replaces a running graph by another.
 *
 * <p>Receivers, exporters and extensions whose configuration did not change go on: ports stay open,
 * queues keep what they hold. Of an exporter that is replaced by one of its id the other goes on
 * with the queue on disk, and a processor takes what the one of its id and pipeline left. While the
 * inside is replaced, requests of such receivers wait at a {@link Gate}; senders notice nothing.
 * Then what was replaced delivers what it still holds. If an extension changed or left, everything
 * is replaced, because components hold on to extensions.
 */
public final class Swap {
  private final Surroundings surroundings;
  private final Logger logger;
  private final Duration patience;
  private volatile CompletableFuture<Void> hastened = new CompletableFuture<>();
  private volatile @Nullable Deadline end;

  /** The end of exporters that a swap did not wait for. */
  private volatile CompletableFuture<Void> parting = CompletableFuture.completedFuture(null);

  /**
   * Prepares swaps.
   *
   * @param patience how long a part that is replaced may take to end
   */
  public Swap(Surroundings surroundings, Logger logger, Duration patience) {
    this.surroundings = surroundings;
    this.logger = logger;
    this.patience = patience;
  }

  /**
   * Builds a graph, and replaces the running one by it.
   *
   * @param ready what is done when it is built, before the running one is touched
   * @return what became of it
   * @throws BrokenSwapException if then neither runs: the new one does not start and the old one
   *     not again
   */
  public Outcome to(Plan plan, Graph old, Runnable ready) {
    Graph next;
    try {
      next = GraphBuilder.build(plan, surroundings, old);
    } catch (ComponentException failure) {
      return new Outcome(old, failure);
    } catch (RuntimeException | StackOverflowError bug) {
      return new Outcome(old, new ComponentException("the graph cannot be built: " + bug, bug));
    }
    if (end != null) {
      next.discard();
      return new Outcome(old, new ComponentException("the collector ends"));
    }
    ready.run();
    surroundings.swapping(successors(old, next));
    try {
      return keepsExtensions(old, next) ? inside(old, next) : whole(old, next);
    } catch (BrokenSwapException told) {
      throw told;
    } catch (RuntimeException | Error bug) {
      throw new BrokenSwapException("the swap failed half way: " + bug, bug);
    } finally {
      surroundings.swapped();
    }
  }

  /**
   * What runs after a swap.
   *
   * @param running the graph that runs: the new one, or the old one as far as it can be had again
   * @param failure why it is not the new one, or null if it is
   */
  public record Outcome(Graph running, @Nullable ComponentException failure) {}

  /**
   * All is to end by a moment: a swap under way takes no longer than that, and does not wait for
   * exporters that nothing leads to any more; one that has only built does not begin.
   */
  public void hasten(Deadline moment) {
    end = moment;
    hastened.complete(null);
  }

  /** Waits for the exporters that a swap did not wait for. */
  public void awaitParted() {
    try {
      parting.join();
    } catch (CompletionException bug) {
      logger.atError().setCause(bug).log("an exporter failed to end");
    }
  }

  /** All has ended, and may begin anew. */
  public void ended() {
    end = null;
    hastened = new CompletableFuture<>();
  }

  private Outcome whole(Graph old, Graph next) {
    old.notReady();
    new HandOver(old, next).tell();
    old.shutdown(deadline());
    next.discard();
    try {
      // built once more: the first one took over parts that have ended by now
      Graph fresh = GraphBuilder.build(next.plan(), surroundings, old);
      fresh.start(deadline());
      fresh.newcomersReady();
      return new Outcome(fresh, null);
    } catch (ComponentException failure) {
      Graph again = back(old, failure);
      again.newcomersReady();
      return new Outcome(again, failure);
    }
  }

  private Graph back(Graph old, ComponentException failure) {
    logger.warn("the new configuration does not start, back to the old one");
    try {
      Graph again = GraphBuilder.build(old.plan(), surroundings, old);
      again.start(deadline());
      return again;
    } catch (RuntimeException second) {
      BrokenSwapException broken =
          new BrokenSwapException(
              "the new configuration does not start: %s; nor does the old one again: %s"
                  .formatted(failure.getMessage(), second.getMessage()),
              second);
      broken.addSuppressed(failure);
      throw broken;
    }
  }

  private Outcome inside(Graph old, Graph next) {
    Map<ReceiverEdge, Gate> gates = hurried(old, next);
    List<Member> leaving = leavingExporters(old, next);
    HandOver handOver = new HandOver(old, next);
    handOver.tell();
    try {
      old.endInside(third()); // senders wait
      old.end(
          leaving.stream()
              .filter(m -> Destinations.standsInTheWay(m.plan(), handOver.successor(m)))
              .toList(),
          deadline());
      next.start(deadline());
      open(gates, next);
      next.newcomersReady();
      part(old, leaving);
      return new Outcome(next, null);
    } catch (ComponentException failure) {
      Graph again = back(old, failure);
      open(gates, again);
      again.newcomersReady();
      return new Outcome(again, failure);
    } finally {
      old.retire();
      gates
          .values()
          .forEach(gate -> gate.open(Graph.NOWHERE)); // without effect on those that are open
    }
  }

  /** Lets go of exporters that nothing leads to any more. */
  private void part(Graph old, List<Member> leaving) {
    if (leaving.isEmpty()) {
      return;
    }
    Deadline deadline = deadline();
    CompletableFuture<Void> parted =
        CompletableFuture.runAsync(
            () -> old.end(leaving, deadline),
            task -> {
              if (LastCall.begun(task, LastCall.THREADS) == null) {
                task.run();
              }
            });
    parting = parted;
    CompletableFuture.anyOf(parted, hastened).join();
  }

  /** Calls that hang in a destination that takes nothing shall not hold up all others. */
  private Map<ReceiverEdge, Gate> hurried(Graph old, Graph next) {
    old.hurry(true);
    try {
      return close(old, next);
    } finally {
      old.hurry(false);
    }
  }

  /** Stops what brings data: receivers that go, and the way in of those that stay. */
  private Map<ReceiverEdge, Gate> close(Graph old, Graph next) {
    old.endReceivers(
        old.receivers.values().stream()
            .filter(node -> !node.equals(next.receivers.get(node.member().id())))
            .toList(),
        third());
    Map<ReceiverEdge, Gate> gates = new HashMap<>();
    List<ReceiverEdge.Route> closed = new ArrayList<>();
    for (Lead lead : next.leads) {
      for (ReceiverEdge edge : lead.receiver().edges().values()) {
        Gate gate = new Gate();
        gates.put(edge, gate);
        closed.add(edge.lead(gate));
      }
    }
    Deadline deadline = third();
    for (ReceiverEdge.Route route : closed) {
      try {
        if (!route.awaitEmpty(surroundings.clock(), deadline)) {
          logger.warn(
              "requests are still under way in the old configuration; they go on beside it");
        }
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    }
    return gates;
  }

  private static void open(Map<ReceiverEdge, Gate> gates, Graph graph) {
    for (Lead lead : graph.leads) {
      lead.receiver().admission().lead(lead.limits());
      lead.targets()
          .forEach(
              (signal, target) -> {
                ReceiverEdge edge = lead.receiver().edges().get(signal);
                if (edge != null) {
                  edge.lead(target);
                  Gate gate = gates.get(edge);
                  if (gate != null) {
                    gate.open(target);
                  }
                }
              });
    }
  }

  private static List<Member> leavingExporters(Graph old, Graph next) {
    return old.exporters.values().stream()
        .filter(node -> !node.equals(next.exporters.get(node.member().id())))
        .map(ExporterNode::member)
        .toList();
  }

  private static boolean keepsExtensions(Graph old, Graph next) {
    return old.extensions.entrySet().stream()
        .allMatch(entry -> next.extensions.get(entry.getKey()) == entry.getValue());
  }

  /** The keys of those that will have ended when the one that takes their place starts. */
  private static Set<String> successors(Graph old, Graph next) {
    Set<String> keys = new HashSet<>();
    next.inner.forEach(member -> keys.add(member.key()));
    keys.retainAll(old.inner.stream().map(Member::key).toList());
    boolean all = !keepsExtensions(old, next);
    HandOver handOver = new HandOver(old, next);
    for (ExporterNode node : old.exporters.values()) {
      PlannedComponent successor = handOver.successor(node.member());
      if (successor != null
          && (all || Destinations.standsInTheWay(node.member().plan(), successor))) {
        keys.add(node.member().key());
      }
    }
    return keys;
  }

  private Deadline deadline() {
    Deadline limit = end;
    return limit == null ? Deadline.in(surroundings.clock(), patience) : limit.within(patience);
  }

  /** What receivers and the inside may take, as when all ends. */
  private Deadline third() {
    return deadline().within(patience.dividedBy(3));
  }
}
