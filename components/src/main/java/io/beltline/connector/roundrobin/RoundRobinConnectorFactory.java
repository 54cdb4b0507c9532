package io.beltline.connector.roundrobin;

import io.beltline.api.Connector;
import io.beltline.api.ConnectorFactory;
import io.beltline.api.ConnectorOutputs;
import io.beltline.api.Consumer;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Makes {@code round_robin} connectors, which spread requests over pipelines in turn. */
public final class RoundRobinConnectorFactory
    implements ConnectorFactory<RoundRobinConnectorFactory.Config> {

  /** What users write under {@code round_robin}: nothing. */
  public record Config() {}

  @Override
  public String type() {
    return "round_robin";
  }

  @Override
  public List<String> aliases() {
    return List.of("roundrobin");
  }

  @Override
  public Class<Config> configType() {
    return Config.class;
  }

  @Override
  public Set<Conversion> conversions() {
    Set<Conversion> same = new LinkedHashSet<>();
    for (Signal signal : List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS)) {
      same.add(new Conversion(signal, signal));
    }
    return same;
  }

  @Override
  public Connector create(Settings settings, Config config, ConnectorOutputs outputs) {
    Map<Signal, Turn> turns = new EnumMap<>(Signal.class);
    for (Signal signal : List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS)) {
      List<Consumer> pipelines = List.copyOf(outputs.pipelines(signal).values());
      if (!pipelines.isEmpty()) {
        turns.put(signal, new Turn(pipelines, new AtomicLong()));
      }
    }
    return (context, telemetry) -> {
      Turn turn = turns.get(telemetry.signal());
      if (turn == null) {
        throw new IllegalStateException("no pipeline of " + telemetry.signal().label());
      }
      return turn.next().consume(context, telemetry);
    };
  }

  private record Turn(List<Consumer> pipelines, AtomicLong count) {
    Consumer next() {
      return pipelines.get((int) Long.remainderUnsigned(count.getAndIncrement(), pipelines.size()));
    }
  }
}
