package io.beltline.service.graph;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.delivery.Blocking;
import io.beltline.model.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Calls several consumers with the same telemetry so that none holds up another: those that may
 * block run at the same time, each but the last on a virtual thread, the others one after another
 * on the caller's thread.
 */
final class SideBySide {
  private final Context context;
  private final Telemetry telemetry;
  private final ConsumeResult[] results;
  private final List<Aside> running = new ArrayList<>(0);
  private @Nullable Throwable thrown;

  private SideBySide(Context context, Telemetry telemetry, int count) {
    this.context = context;
    this.telemetry = telemetry;
    this.results = new ConsumeResult[count];
  }

  /**
   * Calls all.
   *
   * @return the answers in the order of the consumers; if one threw, its exception is thrown after
   *     all had their turn
   */
  static ConsumeResult[] call(Consumer[] consumers, Context context, Telemetry telemetry) {
    SideBySide calls = new SideBySide(context, telemetry, consumers.length);
    boolean[] blocking = new boolean[consumers.length]; // asked once: the answer may change
    int last = -1;
    for (int i = 0; i < consumers.length; i++) {
      blocking[i] = Blocking.mayBlock(consumers[i], context);
      if (blocking[i]) {
        if (last >= 0) {
          calls.start(consumers[last], last);
        }
        last = i;
      }
    }
    for (int i = 0; i < consumers.length; i++) {
      if (!blocking[i]) {
        calls.here(consumers[i], i);
      }
    }
    if (last >= 0) {
      calls.here(consumers[last], last);
    }
    return calls.join();
  }

  private record Aside(int index, Thread thread, CompletableFuture<ConsumeResult> answer) {}

  private void start(Consumer consumer, int index) {
    CompletableFuture<ConsumeResult> answer = new CompletableFuture<>();
    Thread thread =
        Thread.startVirtualThread(
            () -> {
              try {
                answer.complete(consumer.consume(context, telemetry));
              } catch (Throwable bug) { // handed to the caller's thread
                answer.completeExceptionally(bug);
              }
            });
    running.add(new Aside(index, thread, answer));
  }

  private void here(Consumer consumer, int index) {
    try {
      results[index] = consumer.consume(context, telemetry);
    } catch (RuntimeException | Error bug) { // thrown below, after the others had their turn
      thrown = bug;
    }
  }

  private ConsumeResult[] join() {
    boolean interrupted = false;
    for (Aside aside : running) {
      boolean ended = false;
      while (!ended) {
        try {
          results[aside.index] = aside.answer.get();
          ended = true;
        } catch (ExecutionException bug) {
          thrown = bug.getCause();
          ended = true;
        } catch (InterruptedException stop) { // is meant for all that this call waits for
          interrupted = true;
          running.forEach(other -> other.thread.interrupt());
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (thrown instanceof RuntimeException bug) {
      throw bug;
    }
    if (thrown instanceof Error bug) {
      throw bug;
    }
    return results;
  }
}
