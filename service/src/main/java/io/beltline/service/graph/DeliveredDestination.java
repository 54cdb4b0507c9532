package io.beltline.service.graph;

import static java.util.stream.Collectors.toMap;

import io.beltline.api.ComponentId;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.delivery.Books;
import io.beltline.delivery.Delivery;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.service.books.DestinationBook;
import java.util.Map;

/** An exporter behind a queue with retries. */
record DeliveredDestination(ComponentId id, Signal signal, Delivery delivery)
    implements Destination {

  @Override
  public void start(Host host) {
    delivery.start(host);
  }

  @Override
  public void shutdown(Deadline deadline) {
    delivery.shutdown(deadline);
  }

  @Override
  public void handOver() {
    delivery.handOver();
  }

  @Override
  public void hurry(boolean on) {
    delivery.hurry(on);
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    return delivery.consume(context, telemetry);
  }

  @Override
  public boolean mayBlock(Context context) {
    return delivery.mayBlock(context);
  }

  @Override
  public DestinationBook books() {
    Books books = delivery.books();
    return new DestinationBook(
        id,
        signal,
        books.accepted(),
        books.recovered(),
        books.delivered(),
        books.deadLettered(),
        books.returned(),
        books.inFlight(),
        books.kept(),
        books.dropped().entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .collect(toMap(entry -> entry.getKey().label(), Map.Entry::getValue)));
  }
}
