package io.beltline.transport;

import io.beltline.api.Admission;
import io.beltline.api.Host;
import io.beltline.api.Meter;
import io.beltline.api.Settings;
import java.util.Map;
import org.slf4j.Logger;

/**
 * What a server gets from the component that starts it.
 *
 * @param host offers the clock and the authenticators
 * @param logger the component's logger
 * @param meter the component's instruments
 * @param admission bounds the bytes of requests in flight
 */
public record ServerSettings(Host host, Logger logger, Meter meter, Admission admission) {

  /** Settings of a component whose requests are small: nothing bounds the bytes in flight. */
  public static ServerSettings of(Settings settings, Host host) {
    return of(settings, host, Admission.UNLIMITED);
  }

  /** Settings of a component; the bytes in flight are bounded. */
  public static ServerSettings of(Settings settings, Host host, Admission admission) {
    return new ServerSettings(host, settings.logger(), settings.meter(), admission);
  }

  /** Counts requests that a server turned away itself, by reason. */
  public Meter.Counter refused(String protocol, String reason) {
    return meter.counter(
        "otelcol_server_refused_requests",
        "{requests}",
        "Requests a server turned away before a component saw them.",
        Map.of("transport", protocol, "reason", reason));
  }
}
