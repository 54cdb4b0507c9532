package io.beltline.components.intake;

import io.beltline.api.Clock;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.Settings;
import io.beltline.components.intake.EntrySource.Port;
import io.beltline.model.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Takes log entries from ports, lets them go through operators, and hands them on as records. */
public final class EntryReceiver implements Receiver {
  private final Settings settings;
  private final InputConfig config;
  private final Outputs outputs;
  private final List<EntrySource> sources;
  private final Function<Clock, EntryStep> step;
  private final List<EntryIntake> intakes = new ArrayList<>();
  private final Map<String, Port> ports = new LinkedHashMap<>();

  /** A receiver of the entries of one port, as they are. */
  public EntryReceiver(Settings settings, InputConfig config, Outputs outputs, EntrySource source) {
    this(settings, config, outputs, List.of(source), clock -> EntryStep.NONE);
  }

  /**
   * A receiver of the entries of several ports.
   *
   * @param step makes what is done with each entry first
   */
  public EntryReceiver(
      Settings settings,
      InputConfig config,
      Outputs outputs,
      List<EntrySource> sources,
      Function<Clock, EntryStep> step) {
    this.settings = settings;
    this.config = config;
    this.outputs = outputs;
    this.sources = sources;
    this.step = step;
  }

  @Override
  public void start(Host host) {
    Consumer consumer = outputs.consumer(Signal.LOGS).orElse(null);
    if (consumer == null) {
      return;
    }
    Ports.open(host, () -> start(host.clock(), consumer), this::shutdown);
  }

  private void start(Clock clock, Consumer consumer) {
    Shipper shipper =
        new Shipper(settings, consumer, outputs.admission(), clock, config.retryOnFailure());
    EntryStep first = step.apply(clock);
    for (EntrySource source : sources) {
      EntryIntake intake =
          new EntryIntake(
              settings, config, clock, shipper, source.encoding(), source.transport(), first);
      intakes.add(intake);
      ports.put(source.transport(), source.listen(settings, clock, outputs.admission(), intake));
    }
  }

  @Override
  public void shutdown(Deadline deadline) {
    ports.values().forEach(port -> port.close(deadline));
    intakes.forEach(intake -> intake.close(deadline));
  }

  /** The port number of a transport; -1 if it does not listen. */
  public int port(String transport) {
    Port port = ports.get(transport);
    return port == null ? -1 : port.port();
  }
}
