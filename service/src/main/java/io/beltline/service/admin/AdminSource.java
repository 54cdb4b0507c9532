package io.beltline.service.admin;

import io.beltline.api.Clock;
import io.beltline.api.ServiceView;
import io.beltline.delivery.Delivery;
import io.beltline.service.books.LedgerAudit;
import io.beltline.service.books.LedgerReading;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * What the admin API shows.
 *
 * @param queues the queues of the graph that runs now; none while none does
 * @param ledger reads the ledger
 * @param audit knows its alarms
 * @param service the service
 * @param clock time
 */
public record AdminSource(
    Supplier<SortedMap<QueueId, Delivery>> queues,
    Supplier<LedgerReading> ledger,
    LedgerAudit audit,
    ServiceView service,
    Clock clock) {}
