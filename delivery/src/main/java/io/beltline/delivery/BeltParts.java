package io.beltline.delivery;

import io.beltline.api.Clock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a belt is put together from.
 *
 * @param lock guards everything that changes together
 * @param name names its threads
 * @param clock time
 * @param books the destination's books
 * @param store holds the queue
 * @param batches where batches are counted
 * @param consumers how many senders may run at a time
 */
record BeltParts(
    ReentrantLock lock,
    String name,
    Clock clock,
    DestinationBooks books,
    QueueStore store,
    BatchMetrics batches,
    int consumers) {}
