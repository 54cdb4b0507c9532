package io.beltline.components.intake;

import io.beltline.api.Clock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code add_attributes} says about who sent an entry. Safe for all threads. */
final class PeerAttributes {
  private final boolean wanted;
  private final String transport;
  private final Duration patience;
  private final HostNames names;

  /**
   * Attributes, or none.
   *
   * @param patience how long to wait for the name of an address that is not known yet
   */
  PeerAttributes(boolean wanted, String transport, Duration patience, Clock clock) {
    this.wanted = wanted;
    this.transport = transport;
    this.patience = patience;
    this.names = new HostNames(clock, InetAddress::getCanonicalHostName);
  }

  /** The attributes of entries that came from one address to another. */
  Map<String, @Nullable Object> of(InetSocketAddress peer, InetSocketAddress local)
      throws InterruptedException {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    if (wanted) {
      attributes.put("net.transport", transport);
      add(attributes, "net.peer.", peer);
      add(attributes, "net.host.", local);
    }
    return attributes;
  }

  private void add(Map<String, @Nullable Object> into, String prefix, InetSocketAddress address)
      throws InterruptedException {
    into.put(prefix + "ip", address.getAddress().getHostAddress());
    into.put(prefix + "port", String.valueOf(address.getPort()));
    into.put(prefix + "name", names.of(address.getAddress(), patience));
  }
}
