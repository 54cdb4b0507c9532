package io.beltline.components.intake;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Meter;
import io.beltline.api.Reservation;
import io.beltline.api.Settings;
import io.beltline.api.Status;
import io.beltline.model.Mergeable;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.Splitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * Brings requests to the pipelines for senders that cannot be told to come back: a refusal for a
 * time is waited out, and what is given up is counted with the reason. Safe for all threads.
 */
public final class Shipper {
  /** The part of all there is room for that a divided request may take: others need some too. */
  private static final int SHARE = 4;

  private final Settings settings;
  private final Consumer consumer;
  private final Admission admission;
  private final Clock clock;
  private final RetryConfig retry;
  private final Meter.Counter held;

  /** A way to a consumer. */
  public Shipper(
      Settings settings, Consumer consumer, Admission admission, Clock clock, RetryConfig retry) {
    this.settings = settings;
    this.consumer = consumer;
    this.admission = admission;
    this.clock = clock;
    this.retry = retry;
    this.held =
        settings
            .meter()
            .counter(
                "beltline_receiver_held_requests",
                "{requests}",
                "Attempts that were refused for a time, so that senders had to wait.",
                Map.of());
  }

  /**
   * Ships a request, and waits as long as the pipeline says later. One that is larger than there
   * can ever be room for is divided; items that are are dropped.
   *
   * @return whether all of it was taken
   * @throws InterruptedException if the receiver ends before; the items are counted as dropped
   */
  public boolean ship(Context context, Mergeable request) throws InterruptedException {
    long most = admission.most();
    if (request.byteSize() <= most) {
      return offer(context, request);
    }
    Deque<Mergeable> parts = new ArrayDeque<>(Splitter.byBytes(request, Math.max(1, most / SHARE)));
    boolean all = true;
    try {
      while (!parts.isEmpty()) {
        Mergeable part = parts.remove();
        all &= part.byteSize() <= most ? offer(context, part) : tooLarge(part, most);
      }
    } catch (InterruptedException ends) {
      drop("shutdown", parts.stream().mapToLong(Shipper::items).sum());
      throw ends;
    }
    return all;
  }

  private boolean tooLarge(Mergeable part, long most) {
    settings
        .logger()
        .warn(
            "{} items of {} bytes are dropped: there is room for {} bytes at most",
            items(part),
            part.byteSize(),
            most);
    drop("too_large", items(part));
    return false;
  }

  private boolean offer(Context context, Mergeable telemetry) throws InterruptedException {
    long began = clock.nanoTime();
    Duration pause = retry.initialInterval();
    try {
      while (telemetry.byteSize() <= admission.most()) {
        switch (attempt(context, telemetry)) {
          case Accepted accepted -> {
            drop("refused", accepted.rejectedItems());
            return true;
          }
          case Permanent permanent -> {
            settings
                .logger()
                .warn("{} items are refused: {}", items(telemetry), permanent.message());
            drop("refused", items(telemetry));
            return false;
          }
          case Retryable later -> {
            if (isOver(began)) {
              settings
                  .logger()
                  .warn("{} items are given up: {}", items(telemetry), later.message());
              drop("retries_exhausted", items(telemetry));
              return false;
            }
            held.add(1);
            clock.sleep(wait(later, pause));
            pause = longer(pause);
          }
        }
      }
    } catch (InterruptedException ends) {
      drop("shutdown", items(telemetry));
      throw ends;
    }
    return ship(context, telemetry); // another limit holds since
  }

  /**
   * Offers a request for a sender that can be told what became of it, and waits as long as the
   * pipeline says later, but no longer than the sender does.
   *
   * @param patience how long the sender waits
   * @throws InterruptedException if the receiver ends before; the sender is told nothing
   */
  public ConsumeResult offer(Context context, Telemetry telemetry, Duration patience)
      throws InterruptedException {
    long began = clock.nanoTime();
    Duration pause = retry.initialInterval();
    ConsumeResult result = attempt(context, telemetry);
    while (result instanceof Retryable later) {
      Duration wait = wait(later, pause);
      if (clock.nanoTime() - began + wait.toNanos() > patience.toNanos()) {
        break;
      }
      held.add(1);
      clock.sleep(wait);
      pause = longer(pause);
      result = attempt(context, telemetry);
    }
    return result;
  }

  private static Duration wait(Retryable later, Duration pause) {
    Duration told = later.retryAfter();
    return told != null && told.compareTo(pause) > 0 ? told : pause;
  }

  private Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(retry.maxInterval()) > 0 ? retry.maxInterval() : doubled;
  }

  private boolean isOver(long began) {
    Duration limit = retry.maxElapsedTime();
    return limit != null && !limit.isZero() && clock.nanoTime() - began >= limit.toNanos();
  }

  /** Offers a request once, for a sender that can be told what became of it. */
  public ConsumeResult attempt(Context context, Telemetry telemetry) {
    if (telemetry.byteSize() > admission.most()) {
      return new Permanent(Status.ofHttp(413), "the request is larger than there is room for");
    }
    Reservation reserved = Reservation.of(admission, telemetry.byteSize());
    if (reserved == null) {
      return ConsumeResult.unavailable("no memory for the request", admission.retryAfter());
    }
    try (reserved) {
      return consumer.consume(context.withReservation(reserved), telemetry);
    }
  }

  private static long items(Telemetry telemetry) {
    return telemetry.itemCount();
  }

  /** Counts items that were taken from a sender and are lost. */
  public void drop(String reason, long items) {
    if (items > 0) {
      settings
          .meter()
          .counter(
              "beltline_receiver_dropped_items",
              "{items}",
              "Items that were taken and not delivered, and why.",
              Map.of("reason", reason))
          .add(items);
    }
  }
}
