package io.beltline.service.graph;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.delivery.Blocking;
import io.beltline.model.Telemetry;
import java.util.List;

/** Hands the same telemetry to several pipelines, side by side where they may block. */
record Spread(List<Consumer> pipelines) implements Blocking {

  /** One consumer for all of them. */
  static Consumer over(List<? extends Consumer> pipelines) {
    return pipelines.size() == 1 ? pipelines.getFirst() : new Spread(List.copyOf(pipelines));
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    ConsumeResult joined = ConsumeResult.accepted();
    Consumer[] all = pipelines.toArray(Consumer[]::new);
    for (ConsumeResult result : SideBySide.call(all, context, telemetry)) {
      joined = Results.join(joined, result);
    }
    return joined;
  }

  @Override
  public boolean mayBlock(Context context) {
    return pipelines.stream().anyMatch(pipeline -> Blocking.mayBlock(pipeline, context));
  }
}
