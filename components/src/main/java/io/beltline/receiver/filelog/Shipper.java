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
import io.beltline.model.Signal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings requests to the pipelines and tells their lines when they are delivered or on disk. Tries
 * again for as long as it takes while a refusal is for a time. Safe for all threads.
 */
final class Shipper {
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
    boolean handed = false;
    try {
      handed = offer(next, logs, lines, bytes);
      return handed;
    } finally {
      if (!handed) {
        window.give(bytes);
      }
    }
  }

  private boolean offer(Consumer next, Logs logs, List<Origin> lines, long bytes)
      throws InterruptedException {
    long began = host.clock().nanoTime();
    Duration pause = retry.initialInterval();
    while (!stopping) {
      ConsumeResult result = attempt(next, logs, lines, bytes);
      switch (result) {
        case Accepted accepted -> {
          if (accepted.rejectedItems() > 0) {
            metrics.refused(accepted.rejectedItems());
          }
          return true;
        }
        case Permanent permanent -> {
          drop(logs, lines, bytes, permanent.message());
          return true;
        }
        case Retryable retryable -> {
          Duration limit = retry.maxElapsedTime();
          long elapsed = host.clock().nanoTime() - began;
          if (limit != null && !limit.isZero() && elapsed >= limit.toNanos()) {
            drop(
                logs, lines, bytes, "tried for " + limit.toSeconds() + "s: " + retryable.message());
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

  private ConsumeResult attempt(Consumer next, Logs logs, List<Origin> lines, long bytes) {
    Receipt receipt = new Receipt(admission, () -> end(lines, bytes));
    Reservation reserved = Reservation.of(receipt, bytes);
    if (reserved == null) {
      return ConsumeResult.unavailable("no memory for the request", admission.retryAfter());
    }
    try {
      ConsumeResult result = next.consume(Context.EMPTY.withReservation(reserved), logs);
      if (result.isAccepted()) {
        receipt.accept();
      }
      return result;
    } finally {
      reserved.close();
    }
  }

  /** The window is given back last: whoever waits for it to be empty counts on the lines. */
  private void end(List<Origin> lines, long bytes) {
    if (!stopping) {
      lines.forEach(Origin::release);
    }
    window.give(bytes);
  }

  private void drop(Logs logs, List<Origin> lines, long bytes, String why) {
    settings.logger().warn("{} log records are refused for good: {}", logs.itemCount(), why);
    metrics.refused(logs.itemCount());
    end(lines, bytes);
  }

  /** Makes an end: what is refused from now on is given up, and stays to be read again. */
  void stop() {
    stopping = true;
    window.close();
  }
}
