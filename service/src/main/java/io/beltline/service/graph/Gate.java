package io.beltline.service.graph;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.delivery.Blocking;
import io.beltline.model.Telemetry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Lets requests wait while the graph behind a receiver is swapped. */
final class Gate implements Blocking {
  private final CompletableFuture<Consumer> opened = new CompletableFuture<>();

  void open(Consumer pipelines) {
    opened.complete(pipelines);
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    try {
      return opened.get().consume(context, telemetry);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return ConsumeResult.unavailable("interrupted while the configuration is reloaded", null);
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug);
    }
  }

  @Override
  public boolean mayBlock(Context context) {
    return !opened.isDone() || Blocking.mayBlock(opened.join(), context);
  }
}
