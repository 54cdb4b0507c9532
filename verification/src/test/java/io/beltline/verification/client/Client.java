package io.beltline.verification.client;

import java.util.Set;

/** An application with a real OpenTelemetry SDK, in a process of its own. */
public interface Client {

  /** What messages and service names call it. */
  String name();

  /** The protocols its exporters offer. */
  Set<Protocol> protocols();

  /**
   * Plays {@code requests} requests, sends all of it and ends.
   *
   * @return what it sent
   * @throws AssertionError when it fails
   */
  Sent send(Delivery delivery, int requests) throws Exception;
}
