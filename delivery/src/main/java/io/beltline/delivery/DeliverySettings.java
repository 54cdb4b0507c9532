package io.beltline.delivery;

import io.beltline.api.Clock;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Delivery} gets when it is built.
 *
 * @param component the exporter's own settings: id, logger, meter, ledger
 * @param signal the signal it carries
 * @param clock time
 * @param random spreads the waits between attempts; must be safe for all threads
 * @param deadLetters where refused items are kept instead of where the configuration says; null to
 *     do as it says
 */
public record DeliverySettings(
    Settings component,
    Signal signal,
    Clock clock,
    RandomGenerator random,
    @Nullable DeadLetters deadLetters) {}
