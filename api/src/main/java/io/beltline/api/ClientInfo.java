package io.beltline.api;

/**
 * Who sent a request.
 *
 * @param address the peer's address as host:port, empty if unknown
 * @param transport the protocol word of the collector's own metrics: {@code grpc}, {@code http},
 *     {@code tcp}, ...; empty if there is none
 */
public record ClientInfo(String address, String transport) {

  /** Nobody in particular. */
  public static final ClientInfo NONE = new ClientInfo("", "");
}
