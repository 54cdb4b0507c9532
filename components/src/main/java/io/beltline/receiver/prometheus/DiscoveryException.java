package io.beltline.receiver.prometheus;

/** Targets cannot be found out. */
final class DiscoveryException extends Exception {
  private static final long serialVersionUID = 1;

  DiscoveryException(String message) {
    super(message);
  }
}
