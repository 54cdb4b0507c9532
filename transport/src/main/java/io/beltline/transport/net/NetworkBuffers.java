package io.beltline.transport.net;

/** How much memory buffers of the network may take. */
final class NetworkBuffers {
  /** What the launcher says to the library too, else as much as the heap. */
  static final long BYTES =
      Long.getLong("io.netty.maxDirectMemory", Runtime.getRuntime().maxMemory());

  private NetworkBuffers() {}
}
