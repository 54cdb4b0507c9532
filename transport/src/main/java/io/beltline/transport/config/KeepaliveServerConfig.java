package io.beltline.transport.config;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import java.time.Duration;

/**
 * The {@code keepalive} section of a gRPC server.
 *
 * @param serverParameters what the server does
 * @param enforcementPolicy what it tolerates from clients
 */
public record KeepaliveServerConfig(
    @Section @Doc("How the server probes and ages connections.") ServerParameters serverParameters,
    @Section @Doc("How often clients may probe.") EnforcementPolicy enforcementPolicy) {

  /**
   * The {@code server_parameters} section; zero means the default named at each key.
   *
   * @param maxConnectionIdle close a connection without calls after this long
   * @param maxConnectionAge close any connection after this long
   * @param maxConnectionAgeGrace then give its calls this long
   * @param time probe after this long without activity
   * @param timeout how long a probe may stay unanswered
   */
  public record ServerParameters(
      @Default("0s") @Doc("Close a connection without calls after this long; 0 never.")
          Duration maxConnectionIdle,
      @Default("0s") @Doc("Close any connection after this long, +/-10 %; 0 never.")
          Duration maxConnectionAge,
      @Default("0s") @Doc("How long calls may go on after max_connection_age; 0 without limit.")
          Duration maxConnectionAgeGrace,
      @Default("0s") @Doc("Probe a connection after this long without activity; 0 means 2h.")
          Duration time,
      @Default("0s") @Doc("Close a connection whose probe stays unanswered; 0 means 20s.")
          Duration timeout) {}

  /**
   * The {@code enforcement_policy} section.
   *
   * @param minTime the shortest time between probes of a client
   * @param permitWithoutStream whether probes without calls are tolerated
   */
  public record EnforcementPolicy(
      @Default("0s") @Doc("The shortest time between a client's probes; 0 means 5m.")
          Duration minTime,
      @Default("false") @Doc("Tolerate probes on connections without calls.")
          boolean permitWithoutStream) {}
}
