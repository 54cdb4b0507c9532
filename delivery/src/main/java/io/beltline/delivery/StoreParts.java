package io.beltline.delivery;

import io.beltline.api.Clock;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * What a queue on disk works with.
 *
 * @param lock the belt's
 * @param name the queue's name, the same in every run
 * @param place the storage
 * @param sizer what the queue counts
 * @param capacity the most it may hold
 * @param signal what it holds
 * @param clock time
 * @param desk where losses are booked
 * @param health where they are told
 * @param headers which headers of senders (lower-case names) are stored, whatever they are
 * @param revival makes requests of what was read
 */
record StoreParts(
    ReentrantLock lock,
    String name,
    StoragePlace place,
    Sizer sizer,
    long capacity,
    Signal signal,
    Clock clock,
    Desk desk,
    Health health,
    Predicate<String> headers,
    Revival revival) {

  /** Makes a request of what was read from disk. */
  interface Revival {
    /** A request for whose result nobody waits. */
    Entry revive(RequestHead head, Telemetry telemetry, long size);
  }
}
