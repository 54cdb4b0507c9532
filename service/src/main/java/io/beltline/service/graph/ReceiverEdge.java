package io.beltline.service.graph;

import io.beltline.api.Clock;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Meter;
import io.beltline.delivery.Blocking;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The way from a receiver into its pipelines of one signal. A receiver that a reload leaves as it
 * was keeps its edges; they are led to the new pipelines.
 */
final class ReceiverEdge implements Blocking {
  private static final Duration STEP = Duration.ofMillis(1);

  private final ReceiverCounters counters;
  private final Bugs bugs;
  private volatile Route route;

  ReceiverEdge(Signal signal, Meter meter, Bugs bugs, Consumer pipelines) {
    this.counters = new ReceiverCounters(signal, meter);
    this.bugs = bugs;
    this.route = new Route(pipelines, null);
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    Route taken = enter();
    try {
      int items = telemetry.itemCount();
      if (items == 0) {
        return ConsumeResult.accepted();
      }
      ConsumeResult result = taken.pipelines.consume(context, telemetry);
      counters.count(context.client().transport(), items, result);
      return result;
    } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError thrown) {
      return bugs.caught(thrown);
    } finally {
      taken.left.increment();
    }
  }

  @Override
  public boolean mayBlock(Context context) {
    return Blocking.mayBlock(route.pipelines, context);
  }

  /** Leads what comes from now on elsewhere; what came before is still under way. */
  Route lead(Consumer pipelines) {
    Route old = route;
    route = new Route(pipelines, old);
    return old;
  }

  private Route enter() {
    while (true) {
      Route seen = route;
      seen.entered.increment();
      if (seen == route) {
        return seen;
      }
      // led elsewhere in between: whoever waits for this route to empty may already be gone
      seen.left.increment();
    }
  }

  /**
   * Pipelines, and how many calls are under way into them: its own, and those of the route before,
   * which may have waited at a gate and gone on into the same pipelines.
   */
  static final class Route {
    private final Consumer pipelines;
    private final LongAdder entered = new LongAdder();
    private final LongAdder left = new LongAdder();
    private volatile @Nullable Route before;

    Route(Consumer pipelines, @Nullable Route before) {
      this.pipelines = pipelines;
      this.before = before;
    }

    /** Waits until no call is under way; false if the deadline passed first. */
    boolean awaitEmpty(Clock clock, Deadline deadline) throws InterruptedException {
      Route earlier = before;
      if (earlier != null && !earlier.awaitEmpty(clock, deadline)) {
        return false;
      }
      before = null;
      while (true) {
        long ended = left.sum(); // read first: a call that ends meanwhile must not count as ended
        if (ended == entered.sum()) {
          return true;
        }
        if (deadline.isExpired()) {
          return false;
        }
        clock.sleep(STEP);
      }
    }
  }
}
