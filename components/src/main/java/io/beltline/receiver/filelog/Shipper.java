package io.beltline.receiver.filelog;

import io.beltline.api.Admission;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Reservation;
import io.beltline.api.Settings;
import io.beltline.components.intake.RetryConfig;
import io.beltline.components.operators.Origin;
import io.beltline.model.Logs;
import io.beltline.model.Mergeable;
import io.beltline.model.Signal;
import io.beltline.model.otlp.Splitter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Brings requests to the pipelines and tells their lines when they are delivered or on disk. Tries
 * again for as long as it takes while a refusal is for a time. Safe for all threads.
 */
final class Shipper {
  /** The part of all there is room for that a divided request may take: others need some too. */
  private static final int SHARE = 4;

  private final Settings settings;
  private final @Nullable Consumer consumer;
  private final Admission admission;
  private final Host host;
  private final RetryConfig retry;
  private final Window window;
  private final FileLogMetrics metrics;
  private volatile boolean stopping;

  Shipper(
      Settings settings,
      Outputs outputs,
      Host host,
      RetryConfig retry,
      Window window,
      FileLogMetrics metrics) {
    this.settings = settings;
    this.consumer = outputs.consumer(Signal.LOGS).orElse(null);
    this.admission = outputs.admission();
    this.host = host;
    this.retry = retry;
    this.window = window;
    this.metrics = metrics;
  }

  /**
   * Ships a request.
   *
   * @param lines what it is made of, to be released when it has come to its end
   * @return false if the receiver ends before: the lines stay outstanding
   */
  boolean ship(Logs logs, List<Origin> lines) throws InterruptedException {
    Consumer next = consumer;
    long bytes = logs.byteSize();
    if (next == null) {
      lines.forEach(Origin::release);
      return true;
    }
    if (!window.take(bytes)) {
      return false;
    }
    Parcel parcel = new Parcel(lines, bytes);
    boolean handed = false;
    try {
      handed = offer(next, logs, parcel);
      return handed;
    } finally {
      if (handed) {
        parcel.close();
      } else {
        window.give(bytes);
      }
    }
  }

  private boolean offer(Consumer next, Logs logs, Parcel parcel) throws InterruptedException {
    long began = host.clock().nanoTime();
    Duration pause = retry.initialInterval();
    while (!stopping) {
      if (logs.byteSize() > admission.most()) {
        return divided(next, logs, parcel);
      }
      switch (attempt(next, logs, parcel)) {
        case Accepted accepted -> {
          if (accepted.rejectedItems() > 0) {
            metrics.refused(accepted.rejectedItems());
          }
          return true;
        }
        case Permanent permanent -> {
          drop(logs, permanent.message());
          return true;
        }
        case Retryable retryable -> {
          Duration limit = retry.maxElapsedTime();
          long elapsed = host.clock().nanoTime() - began;
          if (limit != null && !limit.isZero() && elapsed >= limit.toNanos()) {
            drop(logs, "tried for " + limit.toSeconds() + "s: " + retryable.message());
            return true;
          }
          metrics.held();
          Duration told = retryable.retryAfter();
          host.clock().sleep(told != null && told.compareTo(pause) > 0 ? told : pause);
          Duration doubled = pause.multipliedBy(2);
          pause = doubled.compareTo(retry.maxInterval()) > 0 ? retry.maxInterval() : doubled;
        }
      }
    }
    return false;
  }

  /** Offers in parts what is larger than there can ever be room for; a line that is, is dropped. */
  private boolean divided(Consumer next, Logs logs, Parcel parcel) throws InterruptedException {
    long most = admission.most();
    for (Mergeable part : Splitter.byBytes(logs, Math.max(1, most / SHARE))) {
      if (part.byteSize() > most) {
        settings
            .logger()
            .warn(
                "a log record of {} bytes is dropped: there is room for {} bytes at most",
                part.byteSize(),
                most);
        metrics.tooLarge(part.itemCount());
      } else if (!offer(next, (Logs) part, parcel)) {
        return false;
      }
    }
    return true;
  }

  private ConsumeResult attempt(Consumer next, Logs logs, Parcel parcel) {
    Receipt receipt = new Receipt(admission, parcel::close);
    Reservation reserved = Reservation.of(receipt, logs.byteSize());
    if (reserved == null) {
      return ConsumeResult.unavailable("no memory for the request", admission.retryAfter());
    }
    try {
      ConsumeResult result = next.consume(Context.EMPTY.withReservation(reserved), logs);
      if (result.isAccepted()) {
        parcel.open();
        receipt.accept();
      }
      return result;
    } finally {
      reserved.close();
    }
  }

  private void drop(Logs logs, String why) {
    settings.logger().warn("{} log records are refused for good: {}", logs.itemCount(), why);
    metrics.refused(logs.itemCount());
  }

  /** Makes an end: what is refused from now on is given up, and stays to be read again. */
  void stop() {
    stopping = true;
    window.close();
  }

  /** A request, in one part or several, until all of them have come to an end. */
  private final class Parcel {
    private final List<Origin> lines;
    private final long bytes;
    private final AtomicInteger parts = new AtomicInteger(1); // whoever ships has the first

    Parcel(List<Origin> lines, long bytes) {
      this.lines = lines;
      this.bytes = bytes;
    }

    void open() {
      parts.incrementAndGet();
    }

    /** The window is given back last: whoever waits for it to be empty counts on the lines. */
    void close() {
      if (parts.decrementAndGet() == 0) {
        if (!stopping) {
          lines.forEach(Origin::release);
        }
        window.give(bytes);
      }
    }
  }
}
