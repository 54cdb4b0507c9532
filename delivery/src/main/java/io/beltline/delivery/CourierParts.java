package io.beltline.delivery;

import io.beltline.api.Clock;
import io.beltline.api.ComponentId;
import io.beltline.api.Exporter;
import io.beltline.api.Exporter.Outgoing;
import java.time.Duration;

/**
 * What a courier works with.
 *
 * @param destination the exporter's id
 * @param exporter makes the attempts
 * @param timeout how long one may take; zero for no limit
 * @param clock time
 * @param splitter cuts shipments
 * @param backoff the waits between attempts
 * @param limit the destination's size limit
 * @param lateness makes requests smaller that get no answer in time
 * @param bisection finds the items at fault
 * @param health how the destination is
 * @param stopping whether the end has begun
 * @param deadLetters where refused items are kept
 * @param desk where ends are reported
 * @param lanes where shipments wait that keep nothing waiting
 * @param outgoing looks at what the exporter has encoded
 */
record CourierParts(
    ComponentId destination,
    Exporter exporter,
    Duration timeout,
    Clock clock,
    Splitter splitter,
    Backoff backoff,
    SizeLimit limit,
    Lateness lateness,
    Bisection bisection,
    Health health,
    Stopping stopping,
    DeadLetters deadLetters,
    Desk desk,
    SideLanes lanes,
    Outgoing outgoing) {}
