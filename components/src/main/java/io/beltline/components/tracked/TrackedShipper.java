package io.beltline.components.tracked;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Outputs;
import io.beltline.api.Reservation;
import io.beltline.api.Settings;
import io.beltline.components.intake.RetryConfig;
import io.beltline.components.operators.Origin;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings requests to the pipelines and tells their origins when nobody holds them any more. Tries
 * again for as long as it takes while a refusal is for a time. Safe for all threads.
 */
public final class TrackedShipper {
  private final Settings settings;
  private final @Nullable Consumer consumer;
  private final Admission admission;
  private final Clock clock;
  private final RetryConfig retry;
  private final Window window;
  private final DeliveryCounts counts;
  private volatile boolean stopping;

  /**
   * A way to the pipelines of a signal.
   *
   * @param window bounds what is on its way; several shippers may share one
   */
  public TrackedShipper(
      Settings settings,
      Outputs outputs,
      Signal signal,
      Clock clock,
      RetryConfig retry,
      Window window,
      DeliveryCounts counts) {
    this.settings = settings;
    this.consumer = outputs.consumer(signal).orElse(null);
    this.admission = outputs.admission();
    this.clock = clock;
    this.retry = retry;
    this.window = window;
    this.counts = counts;
  }

  /**
   * Ships a request.
   *
   * @param origins what it is made of, to be released when it has come to its end
   * @return false if the receiver ends before: the origins stay outstanding
   */
  public boolean ship(Telemetry request, List<Origin> origins) throws InterruptedException {
    Consumer next = consumer;
    long bytes = request.byteSize();
    if (next == null) {
      origins.forEach(Origin::release);
      return true;
    }
    if (!window.take(bytes)) {
      return false;
    }
    boolean handed = false;
    try {
      handed = offer(next, request, origins, bytes);
      return handed;
    } finally {
      if (!handed) {
        window.give(bytes);
      }
    }
  }

  private boolean offer(Consumer next, Telemetry request, List<Origin> origins, long bytes)
      throws InterruptedException {
    long began = clock.nanoTime();
    Duration pause = retry.initialInterval();
    while (!stopping) {
      ConsumeResult result = attempt(next, request, origins, bytes);
      switch (result) {
        case Accepted accepted -> {
          if (accepted.rejectedItems() > 0) {
            counts.refused(accepted.rejectedItems());
          }
          return true;
        }
        case Permanent permanent -> {
          drop(request, origins, bytes, permanent.message());
          return true;
        }
        case Retryable retryable -> {
          Duration limit = retry.maxElapsedTime();
          long elapsed = clock.nanoTime() - began;
          if (limit != null && !limit.isZero() && elapsed >= limit.toNanos()) {
            drop(
                request, origins, bytes, "tried for " + limit.toSeconds() + "s: " + retryable.message());
            return true;
          }
          counts.held();
          Duration told = retryable.retryAfter();
          clock.sleep(told != null && told.compareTo(pause) > 0 ? told : pause);
          Duration doubled = pause.multipliedBy(2);
          pause = doubled.compareTo(retry.maxInterval()) > 0 ? retry.maxInterval() : doubled;
        }
      }
    }
    return false;
  }

  private ConsumeResult attempt(Consumer next, Telemetry request, List<Origin> origins, long bytes) {
    Receipt receipt = new Receipt(admission, () -> end(origins, bytes));
    Reservation reserved = Reservation.of(receipt, bytes);
    if (reserved == null) {
      return ConsumeResult.unavailable("no memory for the request", admission.retryAfter());
    }
    try {
      ConsumeResult result = next.consume(Context.EMPTY.withReservation(reserved), request);
      if (result.isAccepted()) {
        receipt.accept();
      }
      return result;
    } finally {
      reserved.close();
    }
  }

  private void end(List<Origin> origins, long bytes) {
    window.give(bytes);
    if (!stopping) {
      origins.forEach(Origin::release);
    }
  }

  private void drop(Telemetry request, List<Origin> origins, long bytes, String why) {
    settings.logger().warn("{} items are refused for good: {}", request.itemCount(), why);
    counts.refused(request.itemCount());
    end(origins, bytes);
  }

  /** Makes an end: what is refused from now on is given up, and stays to be read again. */
  public void stop() {
    stopping = true;
    window.close();
  }
}
