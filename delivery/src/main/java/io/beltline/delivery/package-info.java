/**
 * The belt itself, written once for all exporters: queue, batching, splitting, retry, dead letters
 * and the isolation of one slow destination from the others.
 *
 * <p>An exporter encodes and makes one attempt; a {@link io.beltline.delivery.Delivery} stands in
 * front of it, one for each signal, and decides by the attempt's result what comes next.
 */
@NullMarked
package io.beltline.delivery;

import org.jspecify.annotations.NullMarked;
