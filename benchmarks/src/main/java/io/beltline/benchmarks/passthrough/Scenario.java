package io.beltline.benchmarks.passthrough;

import java.time.Duration;

/**
 * What is sent, and for how long.
 *
 * @param spans spans in a request
 * @param connections connections of the generator
 * @param inFlight requests under way on each connection; paced, on all connections at most 32 times
 *     as many
 * @param rate spans a second, or 0 to send as fast as answers come
 * @param warmUp time before the window
 * @param window time that is measured
 */
record Scenario(
    int spans, int connections, int inFlight, long rate, Duration warmUp, Duration window) {

  String mode() {
    return rate == 0 ? "saturated" : "paced at " + rate / 1000 + " k/s";
  }
}
