package io.beltline.transport.config;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import java.time.Duration;

/**
 * The {@code keepalive} section of a gRPC client.
 *
 * @param time how long a connection may be silent before it is probed; at least 10 s is used
 * @param timeout how long a probe may stay unanswered; without probes, on Linux, how long a
 *     connection may take nothing of what is to be sent (a window of zero too), if that is longer
 *     than a call may take and than 20 s
 * @param permitWithoutStream whether idle connections are probed too
 */
public record KeepaliveClientConfig(
    @Default("10s") @Doc("Probe a connection after this long without activity; at least 10s.")
        Duration time,
    @Default("10s") @Doc("Close a connection whose probe stays unanswered this long.")
        Duration timeout,
    @Default("false") @Doc("Probe connections without calls too.") boolean permitWithoutStream) {}
