package io.beltline.components.intake;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A connection somebody has opened. Read by one thread; closed by any. While the receiver ends, it
 * reads on what is there already and then gives the end of the stream.
 */
public final class TcpConnection implements Closeable {
  private final Closeable socket;
  private final InputStream in;
  private final OutputStream out;
  private final InetSocketAddress peer;
  private final InetSocketAddress local;
  private boolean waiting;
  private boolean ending;
  private boolean endedByPeer;

  TcpConnection(Socket socket) throws IOException {
    this(
        socket,
        socket.getInputStream(),
        socket.getOutputStream(),
        (InetSocketAddress) socket.getRemoteSocketAddress(),
        (InetSocketAddress) socket.getLocalSocketAddress());
  }

  TcpConnection(
      Closeable socket,
      InputStream in,
      OutputStream out,
      InetSocketAddress peer,
      InetSocketAddress local) {
    this.socket = socket;
    this.in = in;
    this.out = out;
    this.peer = peer;
    this.local = local;
  }

  /** Who has opened it; an unresolved address on a Unix socket. */
  public InetSocketAddress peer() {
    return peer;
  }

  /** Where it was opened to. */
  public InetSocketAddress local() {
    return local;
  }

  /**
   * Reads bytes that are there, or waits for some.
   *
   * @return how many; -1 at the end
   * @throws java.net.SocketTimeoutException if none came for the time that is allowed
   */
  public int read(byte[] buffer, int from, int length) throws IOException {
    synchronized (this) {
      if (ending && !isSomethingLeft()) {
        return -1;
      }
      waiting = true;
    }
    try {
      int read = in.read(buffer, from, length);
      endedByPeer = read < 0;
      return read;
    } catch (IOException broken) {
      if (isEnding()) {
        return -1;
      }
      throw broken;
    } finally {
      synchronized (this) {
        waiting = false;
      }
    }
  }

  /**
   * Whether the peer has said that nothing follows, and what was read is all; not so if the
   * connection broke or was ended here. By the thread that reads.
   */
  boolean isEndedByPeer() {
    return endedByPeer;
  }

  /** Whether more can be read without waiting. */
  public boolean hasMore() throws IOException {
    return isEnding() ? isSomethingLeft() : in.available() > 0;
  }

  /** Writes all bytes. */
  public void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  private boolean isSomethingLeft() {
    try {
      return in.available() > 0;
    } catch (IOException closed) { // by the end, while what came last was read
      return false;
    }
  }

  private synchronized boolean isEnding() {
    return ending;
  }

  /** Lets nothing more come but what is there. */
  void end() throws IOException {
    synchronized (this) {
      ending = true;
      if (!waiting || in.available() > 0) {
        return;
      }
    }
    socket.close();
  }

  /** Closes it, whatever is read or written. */
  @Override
  public void close() throws IOException {
    socket.close();
  }
}
