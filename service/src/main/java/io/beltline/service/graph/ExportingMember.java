package io.beltline.service.graph;

import io.beltline.api.Component;
import io.beltline.api.ComponentId;
import io.beltline.api.Deadline;
import io.beltline.api.Exporter;
import io.beltline.api.Host;
import io.beltline.model.Signal;
import io.beltline.service.books.DestinationAccounts;
import io.beltline.service.books.DestinationBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** An exporter and what stands in front of it, signal by signal, as one component. */
final class ExportingMember implements Component {
  private final ComponentId id;
  private final Exporter exporter;
  private final Map<Signal, Destination> destinations;
  private final DestinationAccounts accounts;
  private final List<Runnable> closing = new ArrayList<>();
  private final List<Destination> started = new ArrayList<>();

  ExportingMember(
      ComponentId id,
      Exporter exporter,
      Map<Signal, Destination> destinations,
      DestinationAccounts accounts) {
    this.id = id;
    this.exporter = exporter;
    this.destinations = Map.copyOf(destinations);
    this.accounts = accounts;
  }

  Map<Signal, Destination> destinations() {
    return destinations;
  }

  @Override
  public void start(Host host) {
    WorstStatus status = new WorstStatus(host);
    exporter.start(status.part(id));
    try {
      destinations.forEach(
          (signal, destination) -> {
            destination.start(status.part(signal));
            started.add(destination);
            Supplier<DestinationBook> books = destination::books;
            accounts.open(id, signal, books);
            closing.add(() -> accounts.close(id, signal, books));
          });
    } catch (RuntimeException | Error failure) {
      shutdown(Deadline.in(host.clock(), java.time.Duration.ZERO));
      throw failure;
    }
  }

  @Override
  public void shutdown(Deadline deadline) {
    // side by side: one slow backend must not eat the time of the exporter's other signals
    Parallel.run(started.stream().<Runnable>map(d -> () -> d.shutdown(deadline)).toList());
    exporter.shutdown(deadline);
    closing.forEach(Runnable::run);
  }
}
