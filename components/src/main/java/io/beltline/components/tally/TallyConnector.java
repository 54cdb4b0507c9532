package io.beltline.components.tally;

import io.beltline.api.Connector;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.model.Metrics;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import java.util.Map;

/**
 * Sends metrics of each request before it acknowledges the request: what the metrics' destinations
 * refuse is refused, so that nothing that is acknowledged goes uncounted.
 */
public final class TallyConnector implements Connector {
  private final Settings settings;
  private final String rule;
  private final Map<Signal, Tallies> tallies;
  private final Consumer next;

  /**
   * A connector.
   *
   * @param rule what made points are booked under
   * @param tallies what makes metrics of each signal
   * @param next where metrics go
   */
  public TallyConnector(
      Settings settings, String rule, Map<Signal, Tallies> tallies, Consumer next) {
    this.settings = settings;
    this.rule = rule;
    this.tallies = Map.copyOf(tallies);
    this.next = next;
  }

  @Override
  public void start(Host host) {
    tallies.values().forEach(one -> one.start(host));
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    Tallies ofSignal = tallies.get(telemetry.signal());
    Metrics metrics = ofSignal == null ? null : ofSignal.of(context, telemetry);
    if (metrics == null) {
      return ConsumeResult.accepted();
    }
    Context own = new Context(context.client(), context.metadata(), context.auth(), null);
    ConsumeResult result = next.consume(own, metrics);
    if (result instanceof Accepted taken) {
      settings.ledger().created(Signal.METRICS, rule, metrics.itemCount());
      // rejected points are none of the sender's items
      return taken.rejectedItems() == 0 ? taken : new Accepted(0, taken.message());
    }
    return result;
  }
}
