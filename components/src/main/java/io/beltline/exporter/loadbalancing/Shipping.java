package io.beltline.exporter.loadbalancing;

import static java.util.Objects.requireNonNull;

import io.beltline.api.Clock.Cancellable;
import io.beltline.api.Context;
import io.beltline.api.ExportResult;
import io.beltline.api.ExportResult.Action;
import io.beltline.api.Exporter.ExportRequest;
import io.beltline.api.Status;
import io.beltline.exporter.loadbalancing.Parcel.Fate;
import io.beltline.model.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings requests to the backends that are there. Waits for a line as long as its retries last, but
 * not beyond the deadline: then it calls off what waits.
 */
final class Shipping {
  private final Endpoints endpoints;
  private final QueuePlan plan;
  private final BalancerMetrics metrics;

  Shipping(Endpoints endpoints, QueuePlan plan, BalancerMetrics metrics) {
    this.endpoints = endpoints;
    this.plan = plan;
    this.metrics = metrics;
  }

  /** Brings one request to its end at all backends it belongs to. */
  ExportResult ship(ExportRequest request, Supplier<KeyReader> keys) {
    Context context =
        new Context(
            request.context().client(),
            request.context().metadata(),
            request.context().auth(),
            null);
    Outcomes outcomes = new Outcomes(request.telemetry());
    List<Telemetry> todo = List.of(request.telemetry());
    while (!todo.isEmpty()) {
      List<Parcel> parcels = new ArrayList<>();
      Endpoints.View view = endpoints.view();
      if (view.ring().isEmpty()) {
        todo.forEach(
            rest ->
                outcomes.refused(
                    rest, Action.RETRY, Status.UNAVAILABLE, "no backend is known yet", null));
        break;
      }
      for (Telemetry part : todo) {
        Shares.of(part, keys.get(), view.ring())
            .forEach((owner, share) -> admit(view, owner, share, parcels, outcomes));
      }
      todo = settle(parcels, send(parcels, context, request), outcomes);
    }
    return outcomes.result();
  }

  /** A share whose line is full is given up where that is the exception. */
  private void admit(
      Endpoints.View view, int owner, Telemetry share, List<Parcel> parcels, Outcomes outcomes) {
    Member member = view.members().get(owner);
    if (plan.gives() && member.line(share.signal()).isFull() && view.isMostlyFree(share.signal())) {
      member.metrics().givenUp().add(share.itemCount());
      outcomes.refused(
          share,
          Action.DEAD_LETTER,
          Status.UNAVAILABLE,
          member.address() + ": its queue is full (protocol::otlp::sending_queue)",
          null);
    } else {
      parcels.add(new Parcel(member, share));
    }
  }

  private static List<Fate> send(List<Parcel> parcels, Context context, ExportRequest request) {
    @Nullable Fate[] fates = new Fate[parcels.size()];
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < fates.length; i++) {
      int index = i;
      threads.add(
          Thread.ofVirtual()
              .name("balance " + parcels.get(i).member().address())
              .start(() -> fates[index] = parcels.get(index).send(context)));
    }
    Cancellable alarm = Waiting.at(request.deadline(), () -> threads.forEach(Thread::interrupt));
    try {
      await(threads);
    } finally {
      alarm.cancel();
    }
    List<Fate> ends = new ArrayList<>();
    for (Fate fate : fates) {
      ends.add(requireNonNull(fate));
    }
    return ends;
  }

  private static void await(List<Thread> threads) {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException stop) {
          interrupted = true;
          threads.forEach(Thread::interrupt);
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Books the ends; what waited for a backend that has gone is left to do. */
  private List<Telemetry> settle(List<Parcel> parcels, List<Fate> fates, Outcomes outcomes) {
    List<Telemetry> again = new ArrayList<>();
    for (int i = 0; i < fates.size(); i++) {
      Parcel parcel = parcels.get(i);
      switch (fates.get(i)) {
        case Fate.Threw(RuntimeException bug) -> throw bug;
        case Fate.Answered(var result) -> {
          if (outcomes.passes(result)
              && parcel.member().isGone()
              && !Thread.currentThread().isInterrupted()) {
            metrics.rerouted(parcel.telemetry().itemCount());
            again.add(parcel.telemetry());
          } else {
            outcomes.add(parcel.telemetry(), result);
          }
        }
      }
    }
    return again;
  }
}
