package io.beltline.processor.tailsampling;

import io.beltline.api.Clock;
import io.beltline.api.Consumer;
import org.slf4j.Logger;

/**
 * What the parts of the processor share.
 *
 * @param config the configuration
 * @param mostBytes how many bytes held spans may take
 * @param clock the clock
 * @param logger the logger
 * @param counters metrics and books
 * @param next where spans go that are kept
 */
record SamplingParts(
    TailSamplingConfig config,
    long mostBytes,
    Clock clock,
    Logger logger,
    TraceCounters counters,
    Consumer next) {}
