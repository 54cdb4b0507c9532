package io.beltline.service.graph;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Meter;
import io.beltline.api.Processor;
import io.beltline.delivery.Blocking;
import io.beltline.model.Telemetry;
import io.beltline.service.books.PipelineBooks;

/** The way into a processor: counts what goes in, and answers for it if it throws. */
final class ProcessorEdge implements Blocking {
  private final Processor processor;
  private final Meter.Counter incoming;
  private final Returned returned;
  private final PipelineBooks books;
  private final Bugs bugs;

  ProcessorEdge(
      Processor processor,
      Meter.Counter incoming,
      Returned returned,
      PipelineBooks books,
      Bugs bugs) {
    this.processor = processor;
    this.incoming = incoming;
    this.returned = returned;
    this.books = books;
    this.bugs = bugs;
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    int items = telemetry.itemCount();
    incoming.add(items);
    ConsumeResult result;
    try {
      result = processor.consume(context, telemetry);
    } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError thrown) {
      result = bugs.caught(thrown);
    }
    long back = returned.take();
    if (back > 0 && !result.isAccepted()) {
      books.repeated(items - back);
    }
    return result;
  }

  @Override
  public boolean mayBlock(Context context) {
    return Blocking.mayBlock(processor, context);
  }
}
