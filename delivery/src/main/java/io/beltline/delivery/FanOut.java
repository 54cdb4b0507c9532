package io.beltline.delivery;

import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.ConsumeResult.Permanent;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.model.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Hands the same telemetry to several consumers.
 *
 * <p>Those that may block run at the same time, each on a virtual thread, so that one slow
 * destination does not hold up another. All are always called; the result is the combination:
 * accepted if all accepted, with the rejected items of all; else retryable if any is, with the
 * longest wait; else permanent. Safe for all threads.
 */
public final class FanOut implements Blocking {
  private final List<Consumer> consumers;

  /** A fan-out over consumers, at least one. */
  public FanOut(List<? extends Consumer> consumers) {
    if (consumers.isEmpty()) {
      throw new IllegalArgumentException("a fan-out needs a consumer");
    }
    this.consumers = List.copyOf(consumers);
  }

  @Override
  public boolean mayBlock(Context context) {
    for (Consumer consumer : consumers) {
      if (Blocking.mayBlock(consumer, context)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    Consumer last = null;
    List<CompletableFuture<ConsumeResult>> running = List.of();
    for (Consumer consumer : consumers) {
      if (Blocking.mayBlock(consumer, context)) {
        if (last != null) {
          running = running.isEmpty() ? new ArrayList<>(consumers.size()) : running;
          running.add(start(last, context, telemetry));
        }
        last = consumer;
      }
    }
    Combined combined = new Combined();
    for (Consumer consumer : consumers) {
      if (!Blocking.mayBlock(consumer, context)) {
        combined.call(consumer, context, telemetry);
      }
    }
    if (last != null) {
      combined.call(last, context, telemetry);
    }
    running.forEach(combined::join);
    return combined.result();
  }

  private static CompletableFuture<ConsumeResult> start(
      Consumer consumer, Context context, Telemetry telemetry) {
    CompletableFuture<ConsumeResult> answer = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            answer.complete(consumer.consume(context, telemetry));
          } catch (Throwable bug) { // handed to the caller's thread
            answer.completeExceptionally(bug);
          }
        });
    return answer;
  }

  /** The answers so far as one. */
  private static final class Combined {
    private long rejected;
    private String message = "";
    private @Nullable ConsumeResult worst;
    private @Nullable RuntimeException bug;

    void call(Consumer consumer, Context context, Telemetry telemetry) {
      try {
        add(consumer.consume(context, telemetry));
      } catch (RuntimeException thrown) { // told below, after the others had their turn
        bug = thrown;
      }
    }

    void join(CompletableFuture<ConsumeResult> answer) {
      try {
        add(answer.join());
      } catch (CompletionException thrown) {
        bug = thrown;
      }
    }

    private void add(ConsumeResult result) {
      switch (result) {
        case Accepted accepted -> {
          rejected += accepted.rejectedItems();
          if (!accepted.message().isEmpty()) {
            message = message.isEmpty() ? accepted.message() : message + "; " + accepted.message();
          }
        }
        case Retryable retryable -> {
          if (!(worst instanceof Retryable known) || wait(retryable).compareTo(wait(known)) > 0) {
            worst = retryable;
          }
        }
        case Permanent permanent -> {
          if (worst == null) {
            worst = permanent;
          }
        }
      }
    }

    private static Duration wait(Retryable retryable) {
      Duration after = retryable.retryAfter();
      return after == null ? Duration.ZERO : after;
    }

    ConsumeResult result() {
      if (bug != null) {
        throw bug;
      }
      if (worst != null) {
        return worst;
      }
      return rejected == 0 && message.isEmpty()
          ? ConsumeResult.accepted()
          : new Accepted(rejected, message);
    }
  }
}
