package io.beltline.benchmarks.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends over HTTP/1.1: as many connections as requests may be under way, a thread each, which sends
 * one request and waits for its answer.
 */
public final class HttpGenerator implements Generator {
  private final Load load;
  private final List<ByteBuffer> images;
  private final Tally tally = new Tally();
  private final List<SocketChannel> channels = new ArrayList<>();
  private final AtomicInteger turns = new AtomicInteger();
  private final Semaphore running = new Semaphore(0);
  private volatile boolean stopped;
  private volatile long begin;

  /** A generator that has not begun; encodes the requests. */
  public HttpGenerator(Load load) {
    this.load = load;
    this.images = load.bodies().stream().map(this::image).toList();
  }

  private ByteBuffer image(byte[] body) {
    String head =
        "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUser-Agent: beltline-benchmarks\r\n"
                .formatted(load.path(), load.port())
            + "Content-Type: %s\r\n".formatted(load.contentType())
            + (load.encoding().isEmpty() ? "" : "Content-Encoding: " + load.encoding() + "\r\n")
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    byte[] ascii = head.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocateDirect(ascii.length + body.length).put(ascii).put(body).flip();
  }

  @Override
  public void start() throws IOException {
    for (int i = 0; i < load.connections() * load.inFlight(); i++) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), load.port()));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channels.add(channel);
    }
    begin = System.nanoTime();
    for (SocketChannel channel : channels) {
      Thread.ofPlatform().daemon().name("sender").start(() -> run(channel));
    }
  }

  private void run(SocketChannel channel) {
    AnswerReader answers = new AnswerReader(channel);
    double gap = load.rate() > 0 ? 1e9 * load.items() / load.rate() : 0;
    try {
      while (!stopped) {
        int turn = turns.getAndIncrement();
        long due = load.rate() > 0 ? begin + (long) (turn * gap) : System.nanoTime();
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        ByteBuffer request = images.get(turn % images.size()).duplicate();
        tally.sent(request.remaining());
        while (request.hasRemaining()) {
          channel.write(request);
        }
        int status = answers.next();
        if (status / 100 == 2) {
          tally.accepted(load.items(), System.nanoTime() - due);
        } else {
          tally.refused(load.items(), "HTTP " + status);
        }
      }
    } catch (ClosedChannelException closed) {
      // by this side
    } catch (IOException broken) {
      tally.failed(broken);
    } finally {
      running.release();
    }
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public void stop() throws InterruptedException {
    stopped = true;
    if (!running.tryAcquire(channels.size(), 10, TimeUnit.SECONDS)) {
      tally.failed(new IOException("requests without an answer"));
    }
  }

  @Override
  public void close() {
    stopped = true;
    for (SocketChannel channel : channels) {
      try {
        channel.close();
      } catch (IOException broken) {
        tally.failed(broken);
      }
    }
  }
}
