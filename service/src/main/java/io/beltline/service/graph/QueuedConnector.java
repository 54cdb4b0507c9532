package io.beltline.service.graph;

import io.beltline.api.Connector;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.delivery.Blocking;
import io.beltline.delivery.DeliveryConfig;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.service.plan.PlannedComponent;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * A connector with a queue in front of it for each signal. It takes what finds room in the queue;
 * what its pipelines refuse for a time is tried again from there.
 */
final class QueuedConnector implements Connector, Blocking {
  private final ExportingMember exporting;
  private final Map<Signal, Destination> destinations;

  private QueuedConnector(ExportingMember exporting) {
    this.exporting = exporting;
    this.destinations = exporting.destinations();
  }

  /** The connector with a queue if its configuration turns one on, else as it is. */
  static Connector of(
      PlannedComponent plan,
      Connector connector,
      Set<Signal> signals,
      Settings settings,
      Surroundings surroundings) {
    if (!(plan.config() instanceof DeliveryConfig config) || !config.sendingQueue().enabled()) {
      return connector;
    }
    ConnectorExporter exporter = new ConnectorExporter(connector);
    Map<Signal, Destination> destinations = new EnumMap<>(Signal.class);
    for (Signal signal : signals) {
      destinations.put(signal, Destinations.of(plan, signal, exporter, settings, surroundings));
    }
    return new QueuedConnector(
        new ExportingMember(plan.id(), exporter, destinations, surroundings.accounts()));
  }

  ExportingMember exporting() {
    return exporting;
  }

  @Override
  public void start(Host host) {
    exporting.start(host);
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    return destination(telemetry.signal()).consume(context, telemetry);
  }

  @Override
  public boolean mayBlock(Context context) {
    return destinations.values().stream().anyMatch(one -> one.mayBlock(context));
  }

  private Destination destination(Signal signal) {
    Destination found = destinations.get(signal);
    if (found == null) {
      throw new IllegalStateException("no pipeline of " + signal.label() + " ends in it");
    }
    return found;
  }

  @Override
  public void shutdown(Deadline deadline) {
    exporting.shutdown(deadline);
  }
}
