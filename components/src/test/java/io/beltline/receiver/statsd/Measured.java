package io.beltline.receiver.statsd;

import io.beltline.api.Admission;
import io.beltline.components.intake.MetricPoints;
import io.beltline.components.intake.MetricRig;
import io.beltline.testkit.FakeClock;
import java.time.Duration;
import java.util.List;

/** A receiver on a real socket whose intervals end by hand. */
final class Measured {
  private static final String SCOPE =
      "[{}/github.com/open-telemetry/opentelemetry-collector-contrib/receiver/statsdreceiver] ";

  private Measured() {}

  static MetricRig start(String keys, FakeClock clock, Admission admission) {
    String yaml = "{endpoint: '127.0.0.1:0', ignore_host: true" + keys + "}";
    return MetricRig.start(new StatsdReceiverFactory(), yaml, clock, admission);
  }

  static int port(MetricRig rig) {
    return ((StatsdReceiver) rig.receiver()).port();
  }

  /** Ends the interval, and gives its points without the scope. */
  static List<String> interval(MetricRig rig, FakeClock clock) {
    int before = rig.next.received().size();
    clock.advance(Duration.ofMinutes(1));
    return rig.next.received().stream()
        .skip(before)
        .flatMap(call -> MetricPoints.of(call.telemetry()).stream())
        .map(line -> line.replace(SCOPE, ""))
        .sorted()
        .toList();
  }
}
