package io.beltline.benchmarks.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Targets to be scraped: servers with a port each that give out a page, another each time. */
public final class PageServer implements AutoCloseable {
  private final List<ServerSocketChannel> servers = new ArrayList<>();
  private final Queue<SocketChannel> open = new ConcurrentLinkedQueue<>();
  private final LongFunction<String> page;
  private final LongAdder served = new LongAdder();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * Begins to serve.
   *
   * @param page makes the text of a page; the number grows with each that a target gives out
   */
  public PageServer(int targets, LongFunction<String> page) throws IOException {
    this.page = page;
    for (int i = 0; i < targets; i++) {
      ServerSocketChannel server = ServerSocketChannel.open();
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      servers.add(server);
      Thread.ofPlatform().daemon().name("target-" + i).start(() -> accept(server));
    }
  }

  private void accept(ServerSocketChannel server) {
    AtomicLong number = new AtomicLong();
    try {
      while (server.isOpen()) {
        SocketChannel channel = server.accept();
        open.add(channel);
        Thread.ofPlatform().daemon().name("scraper").start(() -> serve(channel, number));
      }
    } catch (ClosedChannelException closed) {
      // by this side
    } catch (IOException broken) {
      failure.set(broken);
    }
  }

  /** A scraper keeps its connection, and some leave it open when they begin anew on another. */
  private void serve(SocketChannel channel, AtomicLong number) {
    try (channel) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      HttpText requests = new HttpText(channel);
      while (true) {
        requests.next();
        served.increment();
        byte[] body = page.apply(number.getAndIncrement()).getBytes(StandardCharsets.UTF_8);
        String head =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"
                + "Content-Length: "
                + body.length
                + "\r\n\r\n";
        ByteBuffer answer =
            ByteBuffer.allocate(head.length() + body.length)
                .put(head.getBytes(StandardCharsets.US_ASCII))
                .put(body)
                .flip();
        while (answer.hasRemaining()) {
          channel.write(answer);
        }
      }
    } catch (EOFException | ClosedChannelException ended) {
      // by either side
    } catch (IOException broken) {
      failure.set(broken);
    } finally {
      open.remove(channel);
    }
  }

  /** The ports, one for each target. */
  public List<Integer> ports() {
    return servers.stream().map(server -> server.socket().getLocalPort()).toList();
  }

  /** How many pages were given out. */
  public long served() {
    return served.sum();
  }

  /** Why a connection broke since this was asked last, null if none did. */
  public @Nullable Exception takeFailure() {
    return failure.getAndSet(null);
  }

  @Override
  public void close() throws IOException {
    for (ServerSocketChannel server : servers) {
      server.close();
    }
    for (SocketChannel channel : open) {
      channel.close();
    }
  }
}
