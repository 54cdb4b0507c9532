package io.beltline.delivery;

import java.time.Duration;

/**
 * What an exporter's configuration record offers so that a {@link Delivery} can stand in front of
 * it. The record declares the keys as components, with other defaults where it needs them.
 */
public interface DeliveryConfig extends EgressGuarded {

  /** The queue: {@code sending_queue}. */
  QueueConfig sendingQueue();

  /** The retries: {@code retry_on_failure}. */
  RetryConfig retryOnFailure();

  /** Where what is refused for good is kept: {@code dead_letters}; nowhere without that key. */
  default DeadLetterConfig deadLetters() {
    return DeadLetterConfig.disabled();
  }

  /**
   * Whether what was accepted first must reach the destination first. Of what {@code batch}
   * processors mark one batch is sent at a time then, even where no queue is configured, and at a
   * reload the successor starts when this exporter has ended. A queue of its own must say one
   * consumer itself.
   */
  default boolean inOrder() {
    return false;
  }

  /**
   * Whether a header of senders (lower-case name) goes into requests: it is stored, also where it
   * may be a password. Those that an authenticator names need not be among them.
   */
  default boolean sendsHeader(String name) {
    return false;
  }

  /** How long one attempt may take: {@code timeout}, usually 5 s; zero for no limit. */
  Duration timeout();
}
