package io.beltline.service.graph;

import io.beltline.api.AdmissionLimit;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.delivery.Blocking;
import io.beltline.model.Telemetry;
import io.beltline.service.books.PipelineBooks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way into a pipeline. Stands before the pipeline is built, so that a connector can be given
 * the pipelines it feeds; {@link #lead} completes it before anything starts.
 */
final class PipelineEntry implements Blocking {
  private final PipelineBooks books;
  private final List<AdmissionLimit> limits = new ArrayList<>();
  private @Nullable Consumer first;

  PipelineEntry(PipelineBooks books) {
    this.books = books;
  }

  void lead(Consumer consumer) {
    first = consumer;
  }

  /** A processor of the pipeline limits what is let in. */
  void limit(AdmissionLimit limit) {
    limits.add(limit);
  }

  List<AdmissionLimit> limits() {
    return limits;
  }

  PipelineBooks books() {
    return books;
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    int items = telemetry.itemCount();
    if (items == 0) {
      return ConsumeResult.accepted();
    }
    books.entered();
    ConsumeResult result;
    try {
      result = first().consume(context, telemetry);
    } catch (RuntimeException | Error bug) { // told by the edge before
      books.thrown();
      throw bug;
    }
    books.left(items, result.isAccepted());
    return result;
  }

  @Override
  public boolean mayBlock(Context context) {
    return Blocking.mayBlock(first(), context);
  }

  private Consumer first() {
    Consumer consumer = first;
    if (consumer == null) {
      throw new IllegalStateException("the graph is not built yet");
    }
    return consumer;
  }
}
