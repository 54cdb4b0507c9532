package io.beltline.receiver.prometheus;

import io.beltline.api.Admission;
import io.beltline.api.Consumer;
import java.time.Duration;

/**
 * What all jobs of a receiver have in common.
 *
 * @param consumer where the metrics go
 * @param admission whether there is room for them
 * @param trimSuffixes whether units and {@code _total} are taken off names
 * @param initialOffset how much later the first scrapes are
 */
record ReceiverSettings(
    Consumer consumer, Admission admission, boolean trimSuffixes, Duration initialOffset) {}
