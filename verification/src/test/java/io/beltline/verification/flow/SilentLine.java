package io.beltline.verification.flow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line to a port that can fall silent: it then accepts connections and carries nothing. */
final class SilentLine implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean silent;

  private SilentLine(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  static SilentLine to(int port) throws IOException {
    SilentLine line =
        new SilentLine(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), port);
    Thread.startVirtualThread(line::accept);
    return line;
  }

  int port() {
    return server.getLocalPort();
  }

  /** Falls silent or speaks again. Whoever is connected is cut off and has to come again. */
  void silent(boolean value) throws IOException {
    silent = value;
    reset();
  }

  private void reset() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        open.add(near);
        if (!silent) {
          Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
          open.add(far);
          Thread.startVirtualThread(() -> carry(near, far));
          Thread.startVirtualThread(() -> carry(far, near));
        }
      } catch (IOException ended) {
        // the port was closed, or the target is gone: whoever connected sees it
      }
    }
  }

  private void carry(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException cutOff) {
      // the other direction has ended the connection
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    reset();
  }
}
