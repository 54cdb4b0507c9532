package io.beltline.connector.count;

import io.beltline.api.Connector;
import io.beltline.api.ConnectorFactory;
import io.beltline.api.ConnectorOutputs;
import io.beltline.api.Settings;
import io.beltline.components.tally.Tallies;
import io.beltline.components.tally.TallyConnector;
import io.beltline.components.tally.TallyRule;
import io.beltline.connector.count.CountConfig.MetricConfig;
import io.beltline.model.Signal;
import io.beltline.ottl.RecordConditions;
import io.beltline.ottl.function.FunctionSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes {@code count} connectors, which count records. */
public final class CountConnectorFactory implements ConnectorFactory<CountConfig> {
  private static final String TYPE = "count";
  private static final String SCOPE =
      "github.com/open-telemetry/opentelemetry-collector-contrib/connector/countconnector";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Class<CountConfig> configType() {
    return CountConfig.class;
  }

  @Override
  public Set<Conversion> conversions() {
    return Set.of(
        new Conversion(Signal.TRACES, Signal.METRICS),
        new Conversion(Signal.METRICS, Signal.METRICS),
        new Conversion(Signal.LOGS, Signal.METRICS));
  }

  @Override
  public Connector create(Settings settings, CountConfig config, ConnectorOutputs outputs) {
    Map<Signal, Tallies> tallies = new EnumMap<>(Signal.class);
    for (Signal signal : List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS)) {
      tallies.put(signal, tallies(settings, config, signal));
    }
    return new TallyConnector(settings, TYPE, tallies, outputs.all(Signal.METRICS));
  }

  private static Tallies tallies(Settings settings, CountConfig config, Signal signal) {
    RecordConditions conditions = new RecordConditions(signal, FunctionSet.converters());
    List<TallyRule> rules = new ArrayList<>();
    for (CountedRecords records : CountedRecords.values()) {
      if (records.signal() == signal) {
        metrics(config, records)
            .forEach(
                (name, metric) ->
                    rules.add(TallyRule.of(records.context(), name, metric, null, conditions)));
      }
    }
    return new Tallies(settings, TYPE, rules, conditions.layout(), SCOPE);
  }

  private static Map<String, MetricConfig> metrics(CountConfig config, CountedRecords records) {
    Map<String, MetricConfig> written = config.section(records);
    return written.isEmpty()
        ? Map.of(records.metric(), new MetricConfig(records.description(), List.of(), List.of()))
        : written;
  }
}
