package io.beltline.components.intake;

import io.beltline.api.ComponentException;
import io.beltline.api.Deadline;
import io.beltline.api.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * A socket of datagrams in the file system. A thread of its own hands on one datagram after the
 * other; while it does, senders wait, since the operating system lets none be lost.
 */
final class UnixDatagrams {
  private static final int LARGEST = 64 * 1024;

  /** More datagrams than systems let wait: so many empty ones in a row are the end. */
  private static final int MOST_EMPTY = 1024;

  // of Linux
  private static final int S_IFMT = 0170000;
  private static final int S_IFSOCK = 0140000;

  /** Takes datagrams. */
  @FunctionalInterface
  interface Handler {
    /**
     * Takes a datagram.
     *
     * @param bytes are written over afterwards
     */
    void take(byte[] bytes, int length) throws InterruptedException;
  }

  private final Settings settings;
  private final Path path;
  private final Object file;
  private final UnixSocket socket;
  private final Handler handler;
  private final Thread reader;
  private volatile boolean ended;

  private UnixDatagrams(
      Settings settings, Path path, Object file, UnixSocket socket, Handler handler) {
    this.settings = settings;
    this.path = path;
    this.file = file;
    this.socket = socket;
    this.handler = handler;
    // a platform thread: it waits in the C library, where a virtual one would keep its carrier
    this.reader = Thread.ofPlatform().daemon().name("unixgram").unstarted(this::read);
  }

  /**
   * Listens. A socket that a former process has left is removed first; one that somebody reads, and
   * whatever is no socket, is left alone.
   *
   * @param mode permissions of the file, in bits
   * @param bufferSize how many bytes the operating system keeps; 0 for its own number
   * @throws ComponentException if it cannot
   */
  static UnixDatagrams start(
      Settings settings, String endpoint, int mode, int bufferSize, Handler handler) {
    Path path = Path.of(endpoint);
    try {
      removeLeftover(path);
      UnixSocket socket = UnixSocket.bind(path, bufferSize);
      Object file = permit(path, mode, socket);
      UnixDatagrams port = new UnixDatagrams(settings, path, file, socket, handler);
      port.reader.start();
      return port;
    } catch (IOException unusable) {
      throw new ComponentException(
          "cannot listen on " + endpoint + " (unixgram): " + unusable.getMessage(), unusable);
    }
  }

  /** Sets the permissions of the file of a socket; what it is known by. */
  private static Object permit(Path path, int mode, UnixSocket socket) throws IOException {
    try {
      Files.setPosixFilePermissions(path, permissions(mode));
      return file(path);
    } catch (IOException unusable) {
      socket.close();
      Files.deleteIfExists(path);
      throw unusable;
    }
  }

  /** What a file is known by, whatever its path is: its device and inode. */
  private static Object file(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  private static void removeLeftover(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Object mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    if (!(mode instanceof Integer bits) || (bits & S_IFMT) != S_IFSOCK) {
      throw new IOException("there is something that is no socket");
    }
    if (!UnixSocket.isAbandoned(path)) {
      throw new IOException("there is a socket that somebody uses");
    }
    Files.delete(path);
  }

  /** The permissions that bits such as 0622 stand for. */
  static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> found = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] all = PosixFilePermission.values(); // from the owner's read on
    for (int i = 0; i < all.length; i++) {
      if ((mode >> (all.length - 1 - i) & 1) != 0) {
        found.add(all[i]);
      }
    }
    return found;
  }

  private void read() {
    byte[] buffer = new byte[LARGEST];
    try {
      int empty = 0; // since the end, which the operating system tells like an empty datagram
      while (empty < MOST_EMPTY) {
        int length = socket.receive(buffer);
        if (length > 0) {
          empty = 0;
          handler.take(buffer, length);
        } else if (ended) {
          empty++;
        }
      }
    } catch (IOException broken) {
      if (!ended) {
        settings.logger().error("no more datagrams are read: {}", broken.getMessage());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      socket.close();
    }
  }

  /** Ends: lets the handler finish until the deadline, interrupts it then. */
  void close(Deadline deadline) {
    ended = true;
    try {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && file(path).equals(file)) {
        Files.delete(path); // else somebody has put another there
      }
    } catch (IOException stays) {
      settings.logger().warn("{} cannot be removed: {}", path, stays.toString());
    }
    socket.shutdown();
    try {
      if (!reader.join(deadline.remaining())) {
        reader.interrupt();
        reader.join();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
