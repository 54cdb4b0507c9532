package io.beltline.components.intake;

import java.io.Closeable;
import java.io.IOException;

/** Waits for connections. Accepts by one thread; closed by any. */
interface Listener extends Closeable {

  /**
   * Waits for the next.
   *
   * @throws IOException if it is closed, or none can be accepted
   */
  Incoming accept() throws IOException;

  /** The port number; 0 if it has none. */
  int port();

  /** Where it listens, in words. */
  String endpoint();

  /** A connection that has come and is not ready yet. */
  interface Incoming extends Closeable {

    /** Who has opened it, in words. */
    String peer();

    /** Makes it ready: waits for the handshake, if there is one. */
    TcpConnection open() throws IOException;
  }
}
