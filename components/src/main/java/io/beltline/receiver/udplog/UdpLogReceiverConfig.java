package io.beltline.receiver.udplog;

import io.beltline.components.intake.InputConfig;
import io.beltline.components.intake.UdpInputConfig;
import io.beltline.config.Squash;

/**
 * What users write under the {@code udp_log} receiver.
 *
 * @param port the keys of the port
 * @param input the keys of every receiver with operators
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/udplogreceiver">the
 *     keys and defaults</a>
 */
public record UdpLogReceiverConfig(@Squash UdpInputConfig port, @Squash InputConfig input) {}
