package io.beltline.connector.failover;

import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Meter;
import io.beltline.model.Telemetry;
import java.util.List;

/**
 * One priority level: pipelines that all get what goes to it. Safe for all threads.
 *
 * @param name the pipelines as they are written
 * @param pipelines the ways into them
 * @param failures counts how often it was left
 */
record Level(String name, List<Consumer> pipelines, Meter.Counter failures) {

  /**
   * Hands a request to each pipeline, until one refuses: then the level has failed.
   *
   * @return the first refusal, or accepted with the most items any of them rejected
   */
  ConsumeResult consume(Context context, Telemetry telemetry) {
    Accepted worst = ConsumeResult.accepted();
    for (Consumer pipeline : pipelines) {
      ConsumeResult result = pipeline.consume(context, telemetry);
      if (!(result instanceof Accepted accepted)) {
        return result;
      }
      boolean worse =
          accepted.rejectedItems() > worst.rejectedItems()
              || (worst.message().isEmpty() && accepted.rejectedItems() == worst.rejectedItems());
      worst = worse ? accepted : worst;
    }
    return worst;
  }
}
