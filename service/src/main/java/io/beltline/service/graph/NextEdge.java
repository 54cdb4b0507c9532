package io.beltline.service.graph;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Meter;
import io.beltline.delivery.Blocking;
import io.beltline.model.Telemetry;

/** The way out of a processor: counts what comes out, and what comes back. */
final class NextEdge implements Blocking {
  private final Consumer next;
  private final Meter.Counter outgoing;
  private final Returned returned;

  NextEdge(Consumer next, Meter.Counter outgoing, Returned returned) {
    this.next = next;
    this.outgoing = outgoing;
    this.returned = returned;
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    int items = telemetry.itemCount();
    if (items == 0) {
      return ConsumeResult.accepted();
    }
    outgoing.add(items);
    ConsumeResult result = next.consume(context, telemetry);
    if (!result.isAccepted()) {
      returned.note(items);
    }
    return result;
  }

  @Override
  public boolean mayBlock(Context context) {
    return Blocking.mayBlock(next, context);
  }
}
