package io.beltline.components.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What comes over a Unix socket. A channel does not tell what the system holds, so that some of it
 * is read ahead to know. Read by one thread; any may ask what is there.
 */
final class UnixInput extends InputStream {
  private static final int AHEAD = 1024;

  private final SocketChannel channel;
  private final ReentrantLock lock = new ReentrantLock();
  private final ByteBuffer ahead = ByteBuffer.allocate(AHEAD).flip();
  private volatile boolean waiting;

  /** Over a channel that blocks; its owner closes it. */
  UnixInput(SocketChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    lock.lock();
    try {
      if (ahead.hasRemaining()) {
        int read = Math.min(length, ahead.remaining());
        ahead.get(into, from, read);
        return read;
      }
      int read = readNow(ByteBuffer.wrap(into, from, length));
      if (read != 0 || length == 0) {
        return read;
      }
      waiting = true;
    } finally {
      lock.unlock();
    }
    try {
      return channel.read(ByteBuffer.wrap(into, from, length));
    } finally {
      waiting = false;
    }
  }

  /** How much can be read without waiting, at least; 0 while a thread waits: it gets what comes. */
  @Override
  public int available() throws IOException {
    lock.lock();
    try {
      if (!waiting && !ahead.hasRemaining()) {
        ahead.clear();
        try {
          readNow(ahead);
        } finally {
          ahead.flip();
        }
      }
      return ahead.remaining();
    } finally {
      lock.unlock();
    }
  }

  private int readNow(ByteBuffer into) throws IOException {
    channel.configureBlocking(false);
    try {
      return channel.read(into);
    } finally {
      channel.configureBlocking(true);
    }
  }
}
