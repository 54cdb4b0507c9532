package io.beltline.receiver.statsd;

import io.beltline.api.Clock;
import io.beltline.api.ComponentException;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.Settings;
import io.beltline.components.intake.LinePort;
import io.beltline.components.intake.RetryConfig;
import io.beltline.components.intake.Shipper;
import io.beltline.model.Signal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Takes measurements of StatsD, and hands on what they add up to in an interval. */
final class StatsdReceiver implements Receiver {
  private final Settings settings;
  private final StatsdReceiverConfig config;
  private final Outputs outputs;
  private @Nullable LinePort port;
  private @Nullable Flushes flushes;
  private @Nullable Runnable end;

  StatsdReceiver(Settings settings, StatsdReceiverConfig config, Outputs outputs) {
    this.settings = settings;
    this.config = config;
    this.outputs = outputs;
  }

  @Override
  public void start(Host host) {
    Consumer consumer = outputs.consumer(Signal.METRICS).orElse(null);
    if (consumer == null) {
      return;
    }
    Clock clock = host.clock();
    Shipper shipper =
        new Shipper(settings, consumer, outputs.admission(), clock, RetryConfig.FOR_EVER);
    Flushes regular =
        new Flushes(
            clock,
            config.aggregationInterval(),
            config.transport().word(),
            shipper,
            Thread::startVirtualThread);
    Aggregator aggregator =
        new Aggregator(settings, config, clock, outputs.admission(), regular::early);
    host.handedOver(GaugeMemory.Left.class).ifPresent(aggregator::load);
    end = () -> host.handOver(aggregator.end());
    LinePort.Form form =
        new LinePort.Form(
            config.transport(),
            config.place(),
            Duration.ZERO,
            config.socketPermissions().bits(),
            config.socketBufferSize());
    StatsdSink sink = new StatsdSink(settings, config, aggregator);
    try {
      port = LinePort.start(settings, clock, outputs.admission(), form, sink::of);
    } catch (ComponentException unusable) {
      end.run(); // so that the receiver before this one has its gauges when it comes back
      throw unusable;
    }
    regular.start(aggregator);
    flushes = regular;
  }

  @Override
  public void shutdown(Deadline deadline) {
    if (port != null) {
      port.close(deadline);
    }
    if (flushes != null) {
      flushes.close(deadline);
    }
    if (end != null) {
      end.run();
    }
  }

  /** The port number; -1 if it does not listen on one. */
  int port() {
    return port == null ? -1 : port.port();
  }
}
