package io.beltline.service.graph;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.delivery.Blocking;
import io.beltline.model.Telemetry;
import io.beltline.service.books.PipelineBooks;
import java.util.List;

/** The end of a pipeline: hands the same telemetry to each destination, and books who took it. */
final class FanOut implements Blocking {
  private final Consumer[] destinations;
  private final PipelineBooks.Line[] lines;

  FanOut(List<Branch> branches) {
    destinations = branches.stream().map(Branch::destination).toArray(Consumer[]::new);
    lines = branches.stream().map(Branch::line).toArray(PipelineBooks.Line[]::new);
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    int items = telemetry.itemCount();
    if (destinations.length == 1) {
      ConsumeResult result = destinations[0].consume(context, telemetry);
      if (result.isAccepted()) {
        lines[0].handed(items);
      }
      return result;
    }
    return toAll(context, telemetry, items);
  }

  private ConsumeResult toAll(Context context, Telemetry telemetry, int items) {
    ConsumeResult[] results = SideBySide.call(destinations, context, telemetry);
    ConsumeResult joined = ConsumeResult.accepted();
    for (ConsumeResult result : results) {
      joined = Results.join(joined, result);
    }
    for (int i = 0; i < results.length; i++) {
      if (results[i].isAccepted()) {
        lines[i].handed(items);
        if (!joined.isAccepted()) {
          lines[i].repeated(items);
        }
      }
    }
    return joined;
  }

  @Override
  public boolean mayBlock(Context context) {
    for (Consumer destination : destinations) {
      if (Blocking.mayBlock(destination, context)) {
        return true;
      }
    }
    return false;
  }

  /** A destination and its line in the books. */
  record Branch(Consumer destination, PipelineBooks.Line line) {}
}
