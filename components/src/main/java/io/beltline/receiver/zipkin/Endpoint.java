package io.beltline.receiver.zipkin;

/**
 * A place in the network, as a span tells it.
 *
 * @param serviceName its service, empty if not told
 * @param ipv4 its address of version 4, empty if not told
 * @param ipv6 its address of version 6, empty if not told
 * @param port its port, 0 if not told
 */
record Endpoint(String serviceName, String ipv4, String ipv6, int port) {
  /** What it takes, without its texts. */
  static final int ROOM = 192;

  /** A place of which nothing is told. */
  static final Endpoint NONE = new Endpoint("", "", "", 0);

  /** The same place, without its name. */
  Endpoint unnamed() {
    return new Endpoint("", ipv4, ipv6, port);
  }

  /** Whether both name one service, whatever the case. */
  boolean sameService(Endpoint other) {
    return !serviceName.isEmpty() && serviceName.equalsIgnoreCase(other.serviceName);
  }
}
