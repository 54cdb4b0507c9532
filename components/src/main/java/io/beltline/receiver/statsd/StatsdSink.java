package io.beltline.receiver.statsd;

import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.components.intake.LineSink;
import io.beltline.components.intake.ReceivedLines;
import java.util.Map;

/** Reads the lines of senders for an aggregator. */
final class StatsdSink {
  private static final int SHOWN = 200;

  private final Settings settings;
  private final StatsdReceiverConfig config;
  private final Aggregator aggregator;
  private final Meter.Counter read;
  private final Meter.Counter parsed;
  private final Meter.Counter failed;

  StatsdSink(Settings settings, StatsdReceiverConfig config, Aggregator aggregator) {
    this.settings = settings;
    this.config = config;
    this.aggregator = aggregator;
    this.read = ReceivedLines.read(settings, config.transport().word());
    this.parsed = received("true");
    this.failed = received("false");
  }

  private Meter.Counter received(String success) {
    return settings
        .meter()
        .counter(
            "otelcol_receiver_received_statsd_metrics",
            "1",
            "Number of statsd metrics received.",
            Map.of("parse_success", success));
  }

  /** Takes the lines of one sender. */
  LineSink of(String peer) {
    String source = aggregator.source(peer);
    SampleReader reader = new SampleReader(config.enableMetricType(), config.enableSimpleTags());
    return (bytes, from, to) -> {
      read.add(1);
      try {
        Sample sample = reader.read(bytes, from, to);
        parsed.add(1);
        aggregator.take(source, sample);
      } catch (RefusedLineException refused) {
        failed.add(1);
        ReceivedLines.dropped(settings, refused.reason()).add(1);
        settings.logger().debug("{}: a line is refused: {}", peer, shown(refused));
      }
    };
  }

  private static String shown(RefusedLineException refused) {
    String message = String.valueOf(refused.getMessage());
    return message.length() <= SHOWN ? message : message.substring(0, SHOWN) + "...";
  }
}
