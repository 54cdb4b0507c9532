package io.beltline.processor.tailsampling;

import java.util.List;

/**
 * What a processor leaves to the one that takes its place. The spans stay booked as held.
 *
 * @param config its configuration
 * @param table the traces it held; empty if they are on disk
 * @param memory what it decided
 * @param made requests that were not taken yet; none if they are on disk
 * @param stored how many spans are on disk; 0 if it had no storage
 */
record Left(
    TailSamplingConfig config,
    TraceTable table,
    DecisionMemory memory,
    List<Shipment> made,
    long stored) {

  /** Whether another configuration asks the same of traces, and lets them wait as long. */
  boolean isFor(TailSamplingConfig next) {
    return config.policies().equals(next.policies())
        && config.tracestate() == next.tracestate()
        && config.decisionWait().equals(next.decisionWait())
        && config.decisionWaitAfterRootReceived().equals(next.decisionWaitAfterRootReceived());
  }
}
