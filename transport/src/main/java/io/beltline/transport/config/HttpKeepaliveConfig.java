package io.beltline.transport.config;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import java.time.Duration;

/**
 * The {@code keepalive} section of an HTTP client: which connections are kept for later requests.
 *
 * @param enabled false for one request a connection
 * @param idleConnTimeout how long a connection stays idle before it is closed; zero for ever
 * @param maxIdleConns how many idle connections are kept; zero for no limit
 * @param maxIdleConnsPerHost how many of them for one host; zero for as many as {@code
 *     maxIdleConns} allows
 */
public record HttpKeepaliveConfig(
    @Default("true") @Doc("Keep connections; false: one request a connection.") boolean enabled,
    @Default("90s") @Doc("Close a connection idle for this long; 0 never.")
        Duration idleConnTimeout,
    @Default("100") @Doc("Idle connections kept; 0 sets no limit.") int maxIdleConns,
    @Default("0") @Doc("Idle connections kept for one host; 0 sets no limit of its own.")
        int maxIdleConnsPerHost) {
  static final HttpKeepaliveConfig DEFAULT =
      new HttpKeepaliveConfig(true, Duration.ofSeconds(90), 100, 0);
}
