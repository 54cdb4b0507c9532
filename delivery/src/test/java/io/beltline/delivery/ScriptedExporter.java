package io.beltline.delivery;

import io.beltline.api.ExportResult;
import io.beltline.api.Exporter;
import io.beltline.model.Telemetry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An exporter that answers by a script, and delivers when the script has run out. */
final class ScriptedExporter implements Exporter {
  private final ArrayDeque<Function<ExportRequest, ExportResult>> script = new ArrayDeque<>();
  private final List<ExportRequest> requests = new ArrayList<>();
  private final List<Long> delivered = new ArrayList<>();
  private Function<ExportRequest, ExportResult> otherwise = request -> ExportResult.delivered();
  private @Nullable CountDownLatch gate;
  private int running;
  private int mostRunning;

  synchronized ScriptedExporter then(ExportResult... answers) {
    for (ExportResult answer : answers) {
      script.add(request -> answer);
    }
    return this;
  }

  synchronized ScriptedExporter then(Function<ExportRequest, ExportResult> answer) {
    script.add(answer);
    return this;
  }

  synchronized ScriptedExporter always(Function<ExportRequest, ExportResult> answer) {
    otherwise = answer;
    return this;
  }

  /** From now on attempts hang until {@link #open} or an interrupt. */
  synchronized void close() {
    gate = new CountDownLatch(1);
  }

  synchronized void open() {
    CountDownLatch closed = gate;
    gate = null;
    if (closed != null) {
      closed.countDown();
    }
  }

  @Override
  public ExportResult export(ExportRequest request) {
    Function<ExportRequest, ExportResult> answer;
    CountDownLatch closed;
    synchronized (this) {
      requests.add(request);
      mostRunning = Math.max(mostRunning, ++running);
      answer = script.isEmpty() ? otherwise : script.remove();
      closed = gate;
      notifyAll();
    }
    try {
      if (closed != null) {
        closed.await();
      }
      ExportResult result = answer.apply(request);
      book(request.telemetry(), result);
      return result;
    } catch (InterruptedException stop) {
      return ExportResult.retry(io.beltline.api.Status.UNAVAILABLE, "interrupted", null);
    } finally {
      synchronized (this) {
        running--;
        notifyAll();
      }
    }
  }

  private synchronized void book(Telemetry telemetry, ExportResult result) {
    switch (result) {
      case ExportResult.Delivered d -> delivered.addAll(Numbered.numbers(telemetry));
      case ExportResult.Refused r -> {}
      case ExportResult.Partial partial -> {
        List<Long> rest = Numbered.numbers(telemetry);
        partial.parts().forEach(part -> rest.removeAll(Numbered.numbers(part.telemetry())));
        delivered.addAll(rest);
      }
    }
  }

  /** The numbers that were delivered, in order. */
  synchronized List<Long> delivered() {
    return List.copyOf(delivered);
  }

  /** The sizes of all attempts, in order. */
  synchronized List<Integer> sizes() {
    return requests.stream().map(request -> request.telemetry().itemCount()).toList();
  }

  synchronized List<ExportRequest> requests() {
    return List.copyOf(requests);
  }

  synchronized int mostRunning() {
    return mostRunning;
  }

  /** Waits until so many attempts have begun. */
  void awaitRequests(int count) {
    await(() -> requests.size() >= count, count + " attempts");
  }

  /** Waits until so many numbers were delivered. */
  void awaitDelivered(int count) {
    await(() -> delivered.size() >= count, count + " delivered");
  }

  private synchronized void await(BooleanSupplier condition, String what) {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      long left = giveUp - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError(
            "waited in vain for " + what + ": " + requests.size() + ", " + delivered.size());
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException stop) {
        throw new AssertionError(stop);
      }
    }
  }
}
