package io.beltline.transport.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The process's event loops, shared by all servers and clients and counted: the first {@link #open}
 * starts them, the last {@link #close} ends them. One loop on up to two cores, else one for each
 * two cores.
 */
public final class EventLoops implements AutoCloseable {
  private static final Object LOCK = new Object();
  private static int users;
  private static @Nullable EventLoopGroup shared;
  private static volatile List<Handover> handovers = List.of();

  private final EventLoopGroup group;
  private boolean closed;

  private EventLoops(EventLoopGroup group) {
    this.group = group;
  }

  /**
   * Runs a short task that starts or wakes a virtual thread. From an event loop it runs when the
   * loop has read what there is, together with others and perhaps on a virtual thread; from any
   * other thread at once.
   */
  public static void handOver(Runnable task) {
    for (Handover handover : handovers) {
      if (handover.isHere()) {
        handover.add(task);
        return;
      }
    }
    task.run();
  }

  /**
   * Tells whoever waits for a future on a virtual thread, as {@link #handOver} does. He is told
   * whatever this throws.
   */
  public static <T> void complete(CompletableFuture<T> awaited, T value) {
    complete(EventLoops::handOver, awaited, value);
  }

  static <T> void complete(Executor handOver, CompletableFuture<T> awaited, T value) {
    boolean handed = false;
    try {
      handOver.execute(() -> awaited.complete(value));
      handed = true;
    } finally {
      if (!handed) { // slower, but he would wait for ever
        awaited.complete(value);
      }
    }
  }

  /** A share of the loops. */
  public static EventLoops open() {
    synchronized (LOCK) {
      EventLoopGroup group = shared;
      if (group == null) {
        group = start();
        shared = group;
        List<Handover> all = new ArrayList<>();
        group.forEach(loop -> all.add(new Handover(loop)));
        handovers = List.copyOf(all);
      }
      users++;
      return new EventLoops(group);
    }
  }

  private static EventLoopGroup start() {
    int loops = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    IoHandlerFactory io = isNative() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    return new MultiThreadIoEventLoopGroup(
        loops, new DefaultThreadFactory("beltline-io", true), io);
  }

  /** True where Linux's epoll is used. */
  public static boolean isNative() {
    return Choice.EPOLL;
  }

  /** The loops. */
  public EventLoopGroup group() {
    return group;
  }

  /** The buffers of all channels. */
  public static ByteBufAllocator buffers() {
    return Choice.BUFFERS;
  }

  /** The class of client channels. */
  public static Class<? extends Channel> channelType(boolean unix) {
    if (isNative()) {
      return unix ? EpollDomainSocketChannel.class : EpollSocketChannel.class;
    }
    return unix ? NioDomainSocketChannel.class : NioSocketChannel.class;
  }

  /** The class of listening channels. */
  public static Class<? extends ServerChannel> serverType(boolean unix) {
    if (isNative()) {
      return unix ? EpollServerDomainSocketChannel.class : EpollServerSocketChannel.class;
    }
    return unix ? NioServerDomainSocketChannel.class : NioServerSocketChannel.class;
  }

  /** A bootstrap of clients on these loops. */
  public Bootstrap client(boolean unix) {
    return SocketOptions.client(new Bootstrap().group(group).channel(channelType(unix)), unix);
  }

  /** A bootstrap of servers on these loops. */
  public ServerBootstrap server(boolean unix) {
    return SocketOptions.server(new ServerBootstrap().group(group).channel(serverType(unix)), unix);
  }

  /** Gives the share back; the last one ends the loops and waits for their threads. */
  @Override
  public void close() {
    synchronized (LOCK) {
      if (closed) {
        return;
      }
      closed = true;
      if (--users == 0) {
        shared = null;
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
      }
    }
  }

  /** Decided at the first use. */
  private static final class Choice {
    static final boolean EPOLL = Epoll.isAvailable();
    // One arena with chunks of 4 MiB, of which only what was used takes memory. In smaller ones
    // the buffer of a large request has a chunk for itself, which is made and given back each time.
    static final ByteBufAllocator BUFFERS =
        new PooledByteBufAllocator(
            true,
            1,
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
            8192,
            9,
            64,
            32,
            false);

    private Choice() {}
  }
}
