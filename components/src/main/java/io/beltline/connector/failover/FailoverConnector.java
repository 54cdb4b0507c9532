package io.beltline.connector.failover;

import io.beltline.api.Clock;
import io.beltline.api.Connector;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Host;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hands each request to the best level that takes it. Holds nothing. */
final class FailoverConnector implements Connector {
  private final Map<Signal, Levels> levels;
  private @Nullable Clock clock;

  FailoverConnector(Map<Signal, Levels> levels) {
    this.levels = levels;
  }

  @Override
  public void start(Host host) {
    clock = host.clock();
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    Clock given = clock;
    Levels found = levels.get(telemetry.signal());
    if (given == null || found == null) {
      throw new IllegalStateException(
          "it is not started, or has no level for " + telemetry.signal().label());
    }
    return found.consume(given, context, telemetry);
  }
}
