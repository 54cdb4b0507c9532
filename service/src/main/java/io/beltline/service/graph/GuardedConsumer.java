package io.beltline.service.graph;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.delivery.Blocking;
import io.beltline.model.Telemetry;

/** The way into an exporter or connector: answers for it if it throws. */
record GuardedConsumer(Consumer consumer, Bugs bugs) implements Blocking {

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    try {
      return consumer.consume(context, telemetry);
    } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError thrown) {
      return bugs.caught(thrown);
    }
  }

  @Override
  public boolean mayBlock(Context context) {
    return Blocking.mayBlock(consumer, context);
  }
}
