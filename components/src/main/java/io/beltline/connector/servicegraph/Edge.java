package io.beltline.connector.servicegraph;

import org.jspecify.annotations.Nullable;

/** A request from one service to another, as far as it is known. One thread. */
final class Edge {
  final EdgeKey key;

  /** When it is no longer waited for, by the clock's monotonic time. */
  final long expires;

  final Side client;
  final Side server;
  ConnectionType type = ConnectionType.UNSET;
  VirtualNode virtual = VirtualNode.NONE;
  boolean failed;

  /** What names the side that answers, if it sends nothing. */
  @Nullable String peer;

  Edge(EdgeKey key, long expires, int dimensions) {
    this.key = key;
    this.expires = expires;
    this.client = new Side(dimensions);
    this.server = new Side(dimensions);
  }

  /** One side of it. */
  static final class Side {
    /** The service, empty while it is not known. */
    String service = "";

    double seconds;
    final @Nullable String[] dimensions;

    Side(int dimensions) {
      this.dimensions = new @Nullable String[dimensions];
    }
  }

  /** What the request goes over. */
  enum ConnectionType {
    UNSET(""),
    MESSAGING_SYSTEM("messaging_system"),
    DATABASE("database"),
    VIRTUAL_NODE("virtual_node");

    final String word;

    ConnectionType(String word) {
      this.word = word;
    }
  }

  /** Which side sends no spans. */
  enum VirtualNode {
    NONE(""),
    CLIENT("client"),
    SERVER("server");

    final String word;

    VirtualNode(String word) {
      this.word = word;
    }
  }

  boolean isComplete() {
    return !client.service.isEmpty() && !server.service.isEmpty();
  }
}
