package io.beltline.transport.config;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import java.time.Duration;

/**
 * The {@code dialer} section of an address.
 *
 * @param timeout how long a connect may take, zero for no limit
 */
public record DialerConfig(
    @Default("0s") @Doc("How long a connect may take; 0 sets no limit.") Duration timeout) {}
