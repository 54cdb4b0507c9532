package io.beltline.verification.flow;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/** A line to a port that is reset now and then, in the middle of whatever it carries. */
final class BreakingLine implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final RandomGenerator random;
  private final int most;
  private final LongAdder resets = new LongAdder();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private BreakingLine(ServerSocket server, int target, RandomGenerator random, int most) {
    this.server = server;
    this.target = target;
    this.random = random;
    this.most = most;
  }

  /** A line of which each connection carries up to so many bytes. */
  static BreakingLine to(int port, RandomGenerator random, int most) throws IOException {
    ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    BreakingLine line = new BreakingLine(server, port, random, most);
    Thread.startVirtualThread(line::accept);
    return line;
  }

  int port() {
    return server.getLocalPort();
  }

  /** Connections it has reset. */
  long resets() {
    return resets.sum();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        connect(server.accept());
      } catch (IOException ended) {
        // the port was closed
      }
    }
  }

  private void connect(Socket near) throws IOException {
    Socket far;
    try {
      far = new Socket(InetAddress.getLoopbackAddress(), target);
    } catch (IOException gone) {
      near.close(); // whoever connected sees that the target is gone
      return;
    }
    open.add(near);
    open.add(far);
    int bytes;
    synchronized (random) {
      bytes = random.nextInt(most);
    }
    Thread.startVirtualThread(() -> carry(near, far, bytes));
    Thread.startVirtualThread(() -> carry(far, near, Integer.MAX_VALUE));
  }

  private void carry(Socket from, Socket to, int bytes) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      int left = bytes;
      while (left > 0) {
        int read = in.read(buffer, 0, Math.min(buffer.length, left));
        if (read < 0) {
          return;
        }
        out.write(buffer, 0, read);
        left -= read;
      }
      from.setSoLinger(true, 0);
      to.setSoLinger(true, 0);
      resets.increment();
    } catch (IOException reset) {
      // the other direction has ended the connection
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
