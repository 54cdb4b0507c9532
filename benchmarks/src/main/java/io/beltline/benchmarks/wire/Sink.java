package io.beltline.benchmarks.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A server that takes everything and answers success; a thread for each connection. */
public final class Sink implements AutoCloseable {
  private final ServerSocketChannel server;
  private final Queue<SocketChannel> open = new ConcurrentLinkedQueue<>();
  private final Session session;
  private volatile @Nullable Exception failure;

  /** Serves one connection until it ends. */
  interface Session {
    void serve(SocketChannel channel) throws IOException;
  }

  private Sink(Session session) throws IOException {
    this.session = session;
    server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofPlatform().daemon().name("sink").start(this::accept);
  }

  /** A gRPC server that lets so many streams be open on each connection. */
  public static Sink grpc(Arrivals arrivals, int streams) throws IOException {
    return new Sink(channel -> new GrpcSession(channel, arrivals, streams).serve());
  }

  /** An HTTP/1.1 server. */
  public static Sink http(Arrivals arrivals) throws IOException {
    return new Sink(channel -> HttpSession.empty(channel, arrivals).serve());
  }

  /** An HTTP/1.1 server that answers bulk requests as Elasticsearch does. */
  public static Sink bulk(Arrivals arrivals) throws IOException {
    return new Sink(channel -> HttpSession.bulk(channel, arrivals).serve());
  }

  private void accept() {
    try {
      while (server.isOpen()) {
        SocketChannel channel = server.accept();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        open.add(channel);
        Thread.ofPlatform().daemon().name("sink-connection").start(() -> serve(channel));
      }
    } catch (AsynchronousCloseException closed) {
      // by this side
    } catch (IOException broken) {
      failure = broken;
    }
  }

  private void serve(SocketChannel channel) {
    try (channel) {
      session.serve(channel);
    } catch (EOFException | AsynchronousCloseException ended) {
      // a connection may end at any time
    } catch (IOException | RuntimeException broken) {
      failure = broken;
    } finally {
      open.remove(channel);
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.socket().getLocalPort();
  }

  /** Why a connection broke, null if none did. */
  public @Nullable Exception failure() {
    return failure;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (SocketChannel channel : open) {
      channel.close();
    }
  }
}
