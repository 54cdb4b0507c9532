package io.beltline.components.intake;

import io.beltline.api.ComponentException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Waits for connections on a Unix socket. A file that a process has left there, and nobody listens
 * on, is replaced.
 */
final class UnixListener implements Listener {
  private static final InetSocketAddress NOWHERE = InetSocketAddress.createUnresolved("unix", 0);

  // man 7 inode
  private static final int S_IFMT = 0170000;
  private static final int S_IFSOCK = 0140000;

  private final Path path;
  private final ServerSocketChannel server;

  /**
   * Listens.
   *
   * @throws ComponentException if it cannot
   */
  UnixListener(String path) {
    this.path = Path.of(path);
    try {
      replaceLeft();
      server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    } catch (IOException unusable) {
      throw unusable(unusable);
    }
    try {
      server.bind(UnixDomainSocketAddress.of(this.path));
    } catch (IOException unusable) {
      ComponentException failure = unusable(unusable);
      try {
        server.close();
      } catch (IOException broken) {
        failure.addSuppressed(broken);
      }
      throw failure;
    }
  }

  private ComponentException unusable(IOException cause) {
    return new ComponentException("cannot listen on " + path + ": " + cause.getMessage(), cause);
  }

  private void replaceLeft() throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS) || !isSocket()) {
      return; // what is no socket is not ours to replace
    }
    boolean answered;
    try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      answered = probe.isConnected();
    } catch (IOException nobody) {
      answered = false;
    }
    if (!answered) {
      Files.delete(path);
    }
  }

  private boolean isSocket() throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return false; // who cannot know deletes nothing
    }
    int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    return (mode & S_IFMT) == S_IFSOCK;
  }

  @Override
  public Incoming accept() throws IOException {
    SocketChannel channel = server.accept();
    return new Incoming() {
      @Override
      public String peer() {
        return path.toString();
      }

      @Override
      public TcpConnection open() {
        return new TcpConnection(
            channel, new UnixInput(channel), new Out(channel), NOWHERE, NOWHERE);
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  @Override
  public int port() {
    return 0;
  }

  @Override
  public String endpoint() {
    return path.toString();
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(path);
  }

  private static final class Out extends OutputStream {
    private final SocketChannel channel;

    private Out(SocketChannel channel) {
      this.channel = channel;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      ByteBuffer left = ByteBuffer.wrap(bytes, from, length);
      while (left.hasRemaining()) {
        channel.write(left);
      }
    }
  }
}
