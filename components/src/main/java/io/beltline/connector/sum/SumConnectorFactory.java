package io.beltline.connector.sum;

import io.beltline.api.Connector;
import io.beltline.api.ConnectorFactory;
import io.beltline.api.ConnectorOutputs;
import io.beltline.api.Settings;
import io.beltline.components.tally.Tallies;
import io.beltline.components.tally.TallyConnector;
import io.beltline.components.tally.TallyRule;
import io.beltline.model.Signal;
import io.beltline.model.otlp.AttributeKey;
import io.beltline.ottl.RecordConditions;
import io.beltline.ottl.function.FunctionSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes {@code sum} connectors, which sum attributes of records. */
public final class SumConnectorFactory implements ConnectorFactory<SumConfig> {
  private static final String TYPE = "sum";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Class<SumConfig> configType() {
    return SumConfig.class;
  }

  @Override
  public Set<Conversion> conversions() {
    return Set.of(
        new Conversion(Signal.TRACES, Signal.METRICS),
        new Conversion(Signal.METRICS, Signal.METRICS),
        new Conversion(Signal.LOGS, Signal.METRICS));
  }

  @Override
  public Connector create(Settings settings, SumConfig config, ConnectorOutputs outputs) {
    Map<Signal, Tallies> tallies = new EnumMap<>(Signal.class);
    for (Signal signal : List.of(Signal.TRACES, Signal.METRICS, Signal.LOGS)) {
      RecordConditions conditions = new RecordConditions(signal, FunctionSet.converters());
      List<TallyRule> rules = rules(config, signal, conditions);
      tallies.put(signal, new Tallies(settings, TYPE, rules, conditions.layout(), ""));
    }
    return new TallyConnector(settings, TYPE, tallies, outputs.all(Signal.METRICS));
  }

  private static List<TallyRule> rules(
      SumConfig config, Signal signal, RecordConditions conditions) {
    List<TallyRule> rules = new ArrayList<>();
    for (SummedRecords records : SummedRecords.values()) {
      if (records.signal() == signal) {
        config
            .section(records)
            .forEach(
                (name, metric) ->
                    rules.add(
                        TallyRule.of(
                            records.context(),
                            name,
                            metric,
                            AttributeKey.of(metric.sourceAttribute()),
                            conditions)));
      }
    }
    return rules;
  }
}
