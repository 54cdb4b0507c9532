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
import io.beltline.model.Mergeable;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.Splitter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Brings requests to the pipelines and tells their origins when they are delivered or on disk.
 * Tries again for as long as it takes while a refusal is for a time. Safe for all threads.
 */
public final class TrackedShipper {
  /** The part of all there is room for that a divided request may take: others need some too. */
  private static final int SHARE = 4;

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
      Range.releaseAll(origins);
      return true;
    }
    if (!window.take(bytes)) {
      return false;
    }
    Parcel parcel = new Parcel(origins, bytes);
    boolean handed = false;
    try {
      handed = offer(next, request, parcel);
      return handed;
    } finally {
      if (handed) {
        parcel.close();
      } else {
        window.give(bytes);
      }
    }
  }

  private boolean offer(Consumer next, Telemetry request, Parcel parcel)
      throws InterruptedException {
    long began = clock.nanoTime();
    Duration pause = retry.initialInterval();
    while (!stopping) {
      if (request.byteSize() > admission.most()) {
        return divided(next, request, parcel);
      }
      switch (attempt(next, request, parcel)) {
        case Accepted accepted -> {
          if (accepted.rejectedItems() > 0) {
            counts.refused(accepted.rejectedItems());
          }
          return true;
        }
        case Permanent permanent -> {
          drop(request, permanent.message());
          return true;
        }
        case Retryable retryable -> {
          Duration limit = retry.maxElapsedTime();
          long elapsed = clock.nanoTime() - began;
          if (limit != null && !limit.isZero() && elapsed >= limit.toNanos()) {
            drop(request, "tried for " + limit.toSeconds() + "s: " + retryable.message());
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

  /**
   * Offers in parts what is larger than there can ever be room for; an item that is, is dropped.
   * Profiles cannot be divided.
   */
  private boolean divided(Consumer next, Telemetry request, Parcel parcel)
      throws InterruptedException {
    long most = admission.most();
    List<? extends Telemetry> parts =
        request instanceof Mergeable whole
            ? Splitter.byBytes(whole, Math.max(1, most / SHARE))
            : List.of(request);
    for (Telemetry part : parts) {
      if (part.byteSize() > most) {
        settings
            .logger()
            .warn(
                "{} items of {} bytes are dropped: there is room for {} bytes at most",
                part.itemCount(),
                part.byteSize(),
                most);
        counts.tooLarge(part.itemCount());
      } else if (!offer(next, part, parcel)) {
        return false;
      }
    }
    return true;
  }

  private ConsumeResult attempt(Consumer next, Telemetry request, Parcel parcel) {
    Receipt receipt = new Receipt(admission, parcel::close);
    Reservation reserved = Reservation.of(receipt, request.byteSize());
    if (reserved == null) {
      return ConsumeResult.unavailable("no memory for the request", admission.retryAfter());
    }
    try {
      ConsumeResult result = next.consume(Context.EMPTY.withReservation(reserved), request);
      if (result.isAccepted()) {
        parcel.open();
        receipt.accept();
      }
      return result;
    } finally {
      reserved.close();
    }
  }

  private void drop(Telemetry request, String why) {
    settings.logger().warn("{} items are refused for good: {}", request.itemCount(), why);
    counts.refused(request.itemCount());
  }

  /** Makes an end: what is refused from now on is given up, and stays to be read again. */
  public void stop() {
    stopping = true;
    window.close();
  }

  /** A request, in one part or several, until all of them have come to an end. */
  private final class Parcel {
    private final List<Origin> origins;
    private final long bytes;
    private final AtomicInteger parts = new AtomicInteger(1); // whoever ships has the first

    Parcel(List<Origin> origins, long bytes) {
      this.origins = origins;
      this.bytes = bytes;
    }

    void open() {
      parts.incrementAndGet();
    }

    /** The window is given back last: whoever waits for it to be empty counts on the origins. */
    void close() {
      if (parts.decrementAndGet() == 0) {
        if (!stopping) {
          Range.releaseAll(origins);
        }
        window.give(bytes);
      }
    }
  }
}
