package io.beltline.receiver.tcpcheck;

import static io.beltline.components.scrape.MetricSpec.counter;
import static io.beltline.components.scrape.MetricSpec.gauge;
import static io.beltline.components.scrape.PointAttribute.text;

import io.beltline.components.scrape.MetricSpec;
import io.beltline.components.scrape.MetricTable;
import io.beltline.components.scrape.PointAttribute;
import java.util.Arrays;
import java.util.List;

/** The metrics of {@code tcp_check}. */
final class TcpCheckMetrics {
  private static final PointAttribute ENDPOINT =
      text("tcpcheck.endpoint", "The address that was checked.");
  private static final PointAttribute CODE =
      text(
          "error.code",
          "Why the check failed.",
          Arrays.stream(ErrorCode.values()).map(ErrorCode::word).toArray(String[]::new));

  static final MetricSpec DURATION =
      gauge("tcpcheck.duration", "ms", "How long it took to connect.").by(ENDPOINT);
  static final MetricSpec ERROR =
      counter("tcpcheck.error", "{error}", "Checks that have failed, by why.").by(ENDPOINT, CODE);
  static final MetricSpec STATUS =
      gauge("tcpcheck.status", "1", "1 if the target was connected to, else 0.").by(ENDPOINT);

  static final MetricTable TABLE =
      new MetricTable(
          "tcp_check",
          "github.com/open-telemetry/opentelemetry-collector-contrib/receiver/tcpcheckreceiver",
          "",
          List.of(DURATION, ERROR, STATUS));

  private TcpCheckMetrics() {}
}
