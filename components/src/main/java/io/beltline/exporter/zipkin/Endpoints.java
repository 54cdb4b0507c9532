package io.beltline.exporter.zipkin;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the endpoints of a span among its tags.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-specification/blob/main/specification/trace/sdk_exporters/zipkin.md#remote-endpoint">the
 *     ranking</a>
 */
final class Endpoints {

  /** An attribute that names a peer or holds its address, and the one with the port beside it. */
  private record Source(String key, String port) {}

  private static final String PEER_SERVICE = "peer.service";

  /** Who the peer of any kind of span is; these become part of the endpoint and are no tags. */
  private static final Source PEER_IP = new Source("net.peer.ip", "net.peer.port");

  private static final Source HOST_IP = new Source("net.host.ip", "net.host.port");

  /** By rank, for spans that call somebody. */
  private static final List<Source> NAMES =
      List.of(
          new Source(PEER_SERVICE, "server.port"),
          new Source("server.address", "server.port"),
          new Source("net.peer.name", "net.peer.port"),
          new Source("network.peer.address", "network.peer.port"),
          new Source("server.socket.domain", "server.socket.port"),
          new Source("server.socket.address", "server.socket.port"),
          new Source("net.sock.peer.name", "net.sock.peer.port"),
          new Source("net.sock.peer.addr", "net.sock.peer.port"),
          new Source("peer.hostname", "peer.port"),
          new Source("peer.address", "peer.port"),
          new Source("db.name", "server.port"));

  /** Where an address may stand, for spans of any kind: never what means the callee. */
  private static final List<Source> ADDRESSES =
      List.of(
          PEER_IP,
          new Source("network.peer.address", "network.peer.port"),
          new Source("net.sock.peer.addr", "net.sock.peer.port"));

  private Endpoints() {}

  /** The place the span happened at; takes the tags it uses away. */
  static Endpoint local(String serviceName, Map<String, String> tags) {
    InetAddress address = Endpoint.address(tags.get(HOST_IP.key));
    Endpoint local = new Endpoint(serviceName, address, Endpoint.port(tags.get(HOST_IP.port)));
    taken(tags, HOST_IP, local);
    return local;
  }

  /** The other side, or null if nothing tells; takes the tags it uses away as Go does. */
  static @Nullable Endpoint remote(int kind, Map<String, String> tags) {
    String name = tags.getOrDefault(PEER_SERVICE, "");
    InetAddress address = null;
    int port = 0;
    if (Kinds.calls(kind)) {
      for (Source source : NAMES) {
        String found = tags.getOrDefault(source.key, "");
        if (found.isEmpty()) {
          continue;
        }
        address = Endpoint.address(found);
        name = address == null ? found : name;
        port = Endpoint.port(tags.get(source.port));
        if (source.key.equals(PEER_SERVICE) && Endpoint.port(tags.get(PEER_IP.port)) != 0) {
          port = Endpoint.port(tags.get(PEER_IP.port));
        }
        break;
      }
    }
    for (Source source : ADDRESSES) {
      if (address == null) {
        address = Endpoint.address(tags.get(source.key));
        int beside = address == null ? 0 : Endpoint.port(tags.get(source.port));
        port = beside == 0 ? port : beside;
      }
    }
    if (port == 0 && !name.isEmpty()) {
      port = Endpoint.port(tags.get(PEER_IP.port));
    }
    Endpoint remote = new Endpoint(name, address, port);
    if (!remote.isKnown()) {
      return null;
    }
    tags.remove(PEER_SERVICE, name);
    taken(tags, PEER_IP, remote);
    return remote;
  }

  /** What the endpoint says need not be said twice; what it does not say stays a tag. */
  private static void taken(Map<String, String> tags, Source source, Endpoint endpoint) {
    InetAddress address = endpoint.address();
    if (address != null && address.equals(Endpoint.address(tags.get(source.key)))) {
      tags.remove(source.key);
    }
    int port = endpoint.port();
    if (endpoint.isKnown() && port != 0 && port == Endpoint.port(tags.get(source.port))) {
      tags.remove(source.port);
    }
  }
}
