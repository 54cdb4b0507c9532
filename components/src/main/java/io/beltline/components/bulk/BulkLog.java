package io.beltline.components.bulk;

import java.time.Duration;

/**
 * What the log tells at level debug; it may show what nobody should see.
 *
 * @param requests bodies of requests
 * @param responses bodies of answers
 * @param refused documents that were refused for good
 * @param refusedInterval how often at most those are told
 */
public record BulkLog(
    boolean requests, boolean responses, boolean refused, Duration refusedInterval) {}
