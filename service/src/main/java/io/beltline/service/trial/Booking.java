package io.beltline.service.trial;

/**
 * Items that a component took off the belt or made, as the ledger names it.
 *
 * @param pipeline the pipeline of a processor, empty for a connector
 * @param component the connector, empty for a processor
 * @param outcome {@code filtered}, {@code sampled_out}, {@code dropped} or {@code created}
 * @param reason the rule, policy or reason
 */
public record Booking(String pipeline, String component, String outcome, String reason) {}
