package io.beltline.processor.logdedup;

import io.beltline.api.Metadata;
import java.util.List;
import java.util.Map;

/**
 * What a processor leaves to the one that takes its place. It stays booked as held.
 *
 * @param config its configuration
 * @param due when it would have been sent, in terms of the clock's monotonic time
 * @param gathered what it held
 */
record Left(LogDedupConfig config, long due, Map<Metadata, List<Gathered>> gathered) {}
