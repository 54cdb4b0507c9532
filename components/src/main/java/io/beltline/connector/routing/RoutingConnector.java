package io.beltline.connector.routing;

import io.beltline.api.Connector;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Host;
import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.api.Status;
import io.beltline.components.parts.PartResults;
import io.beltline.components.parts.Partition;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.FailureLog;
import io.beltline.ottl.context.Environment;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Hands the items of each request to the pipelines of their routes. */
final class RoutingConnector implements Connector {
  private final Settings settings;
  private final Map<Signal, RoutingTable> tables;
  private final Meter.Counter byDefault;
  private final Meter.Counter unrouted;
  private @Nullable Environment environment;
  private Map<Signal, FailureLog> logs = Map.of();

  RoutingConnector(Settings settings, Map<Signal, RoutingTable> tables) {
    this.settings = settings;
    this.tables = tables;
    this.byDefault = items(settings.meter(), "default");
    this.unrouted = items(settings.meter(), "none");
  }

  static Meter.Counter items(Meter meter, String route) {
    return meter.counter(
        "beltline_connector_routing_items",
        "{item}",
        "Items by the route they took.",
        Map.of("route", route));
  }

  @Override
  public void start(Host host) {
    environment = new Environment(host.clock(), () -> ThreadLocalRandom.current().nextLong());
    Map<Signal, FailureLog> made = new EnumMap<>(Signal.class);
    tables.forEach(
        (signal, table) -> {
          List<String> texts = table.routes().stream().map(Route::text).toList();
          made.put(signal, new FailureLog(settings.logger(), host.clock(), texts));
        });
    logs = made;
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    Environment given = environment;
    RoutingTable table = tables.get(telemetry.signal());
    FailureLog log = logs.get(telemetry.signal());
    if (given == null || table == null || log == null) {
      throw new IllegalStateException("not started, or not for " + telemetry.signal().label());
    }
    ItemRouting.Choice choice;
    try {
      choice = new ItemRouting(table, given, log).choose(context, telemetry);
    } catch (EvaluationException failed) {
      return new ConsumeResult.Permanent(
          Status.INVALID_ARGUMENT, String.valueOf(failed.getMessage()));
    }
    PartResults results = new PartResults();
    for (int i = 0; i < choice.chosen().length; i++) {
      Route route = table.routes().get(i);
      send(context, telemetry, choice.chosen()[i], route.pipelines(), route.items(), results);
    }
    rest(context, telemetry, choice.rest(), table, results);
    return results.result();
  }

  private void rest(
      Context context, Telemetry telemetry, BitSet rest, RoutingTable table, PartResults results) {
    if (table.rest().isEmpty()) {
      int items = rest.cardinality();
      if (items > 0) {
        unrouted.add(items);
        settings.ledger().filtered(telemetry.signal(), "no_route", items);
      }
    } else {
      send(context, telemetry, rest, table.rest(), byDefault, results);
    }
  }

  private static void send(
      Context context,
      Telemetry telemetry,
      BitSet chosen,
      List<Consumer> pipelines,
      Meter.Counter counter,
      PartResults results) {
    int items = chosen.cardinality();
    if (items > 0) {
      Telemetry part = Partition.of(telemetry, chosen);
      counter.add(items);
      for (Consumer pipeline : pipelines) {
        results.add(pipeline.consume(context, part), items);
      }
    }
  }
}
