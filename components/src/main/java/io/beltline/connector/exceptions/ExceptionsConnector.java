package io.beltline.connector.exceptions;

import io.beltline.api.Connector;
import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Accepted;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.model.Logs;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes logs and metrics of the exceptions of spans and log records. A request is acknowledged when
 * its log records are; then its exceptions are counted.
 */
final class ExceptionsConnector implements Connector {
  private final Settings settings;
  private final @Nullable ExceptionMetrics metrics;
  private final @Nullable ExceptionLogs logs;
  private final Consumer nextLogs;
  private final Meter.Counter counted;
  private final Meter.Counter logged;
  private volatile @Nullable Host host;

  /**
   * A connector.
   *
   * @param metrics counts exceptions, or null if no pipeline wants metrics
   * @param logs makes log records, or null if no pipeline wants these
   */
  ExceptionsConnector(
      Settings settings,
      @Nullable ExceptionMetrics metrics,
      @Nullable ExceptionLogs logs,
      Consumer nextLogs) {
    this.settings = settings;
    this.metrics = metrics;
    this.logs = logs;
    this.nextLogs = nextLogs;
    this.counted = exceptions(settings.meter(), "counted");
    this.logged = exceptions(settings.meter(), "logged");
  }

  private static Meter.Counter exceptions(Meter meter, String outcome) {
    return meter.counter(
        "beltline_connector_exceptions",
        "{exception}",
        "Exceptions that were found, by what became of them.",
        Map.of("outcome", outcome));
  }

  @Override
  public void start(Host host) {
    if (metrics != null) {
      metrics.start(host);
    }
    this.host = host;
  }

  @Override
  public ConsumeResult consume(Context context, Telemetry telemetry) {
    ConsumeResult result = ConsumeResult.accepted();
    Logs records = logs == null ? null : logs.of(telemetry);
    if (records != null) {
      result = send(context, records);
    }
    Host now = host;
    if (metrics != null && now != null && result.isAccepted()) {
      long found = metrics.add(telemetry, now.clock().nanoTime());
      if (found > 0) {
        counted.add(found);
        metrics.send(now.clock(), false);
      }
    }
    return result;
  }

  private ConsumeResult send(Context context, Logs records) {
    Context own = new Context(context.client(), context.metadata(), context.auth(), null);
    ConsumeResult result = nextLogs.consume(own, records);
    if (result instanceof Accepted taken) {
      logged.add(records.itemCount());
      settings.ledger().created(Signal.LOGS, "exceptions", records.itemCount());
      return taken.rejectedItems() == 0 ? taken : new Accepted(0, taken.message());
    }
    return result;
  }

  @Override
  public void shutdown(Deadline deadline) {
    Host ending = host;
    if (metrics != null && ending != null) {
      metrics.shutdown(ending);
    }
  }
}
