package io.beltline.receiver.tcplog;

import io.beltline.components.intake.InputConfig;
import io.beltline.components.intake.TcpInputConfig;
import io.beltline.config.Squash;

/**
 * What users write under the {@code tcp_log} receiver.
 *
 * @param port the keys of the port
 * @param input the keys of every receiver with operators
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/tcplogreceiver">the
 *     keys and defaults</a>
 */
public record TcpLogReceiverConfig(@Squash TcpInputConfig port, @Squash InputConfig input) {}
