package io.beltline.components.intake;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * A connection somebody has opened. Read by one thread; closed by any. While the receiver ends, it
 * reads on what is there already and then gives the end of the stream.
 */
public final class TcpConnection implements Closeable {
  private static final int REST_OF_A_RECORD = 100; // milliseconds

  private final Closeable socket;
  private final InputStream in;
  private final InputStream below;
  private final OutputStream out;
  private final InetSocketAddress peer;
  private final InetSocketAddress local;
  private final @Nullable Socket secured;
  private boolean waiting;
  private boolean ending;
  private boolean endedByPeer;

  /**
   * A connection that may be secured.
   *
   * @param socket what is read
   * @param plain what it stands on: itself, or what the secured bytes come over
   */
  TcpConnection(Socket socket, Socket plain) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.below = plain.getInputStream();
    this.out = socket.getOutputStream();
    this.peer = (InetSocketAddress) socket.getRemoteSocketAddress();
    this.local = (InetSocketAddress) socket.getLocalSocketAddress();
    this.secured = socket.equals(plain) ? null : socket;
  }

  TcpConnection(
      Closeable socket,
      InputStream in,
      OutputStream out,
      InetSocketAddress peer,
      InetSocketAddress local) {
    this.socket = socket;
    this.in = in;
    this.below = in;
    this.out = out;
    this.peer = peer;
    this.local = local;
    this.secured = null;
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
      return isSomethingThere();
    } catch (IOException closed) { // by the end, while what came last was read
      return false;
    }
  }

  /** What is secured can be read when the whole record is there: a part of one counts too. */
  private boolean isSomethingThere() throws IOException {
    return in.available() > 0 || below.available() > 0;
  }

  private synchronized boolean isEnding() {
    return ending;
  }

  /** Lets nothing more come but what is there. */
  void end() throws IOException {
    synchronized (this) {
      ending = true;
      if (secured != null) {
        secured.setSoTimeout(REST_OF_A_RECORD); // nobody sends the rest if the peer has gone
      }
      if (!waiting || isSomethingThere()) {
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
