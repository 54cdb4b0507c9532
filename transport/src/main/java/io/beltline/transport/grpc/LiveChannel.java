package io.beltline.transport.grpc;

import io.beltline.api.Deadline;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A client's channel, which is made anew when the library has given it up. Safe for all threads.
 */
final class LiveChannel {
  private static final Duration FORMER_WAIT = Duration.ofSeconds(6);
  private static final Duration LAST_WAIT = Duration.ofSeconds(2);

  private final Supplier<ManagedChannel> maker;
  private final List<ManagedChannel> former = new ArrayList<>(); // their calls may go on
  private volatile ManagedChannel channel;
  private boolean closed;

  LiveChannel(Supplier<ManagedChannel> maker) {
    this.maker = maker;
    this.channel = maker.get();
  }

  /** The channel as it is now; calls go to it as long as it is not {@link #replace}d. */
  ManagedChannel current() {
    return channel;
  }

  /**
   * A call. The library waits longer after each connection that could not be made, up to two
   * minutes, and fails calls meanwhile. Here whoever calls has waited already: the call fails, but
   * the next one finds a connection if there is one to be had.
   */
  static ClientCall<MessageBytes, MessageBytes> call(
      ManagedChannel channel,
      MethodDescriptor<MessageBytes, MessageBytes> method,
      CallOptions options) {
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      channel.resetConnectBackoff();
    }
    return channel.newCall(method, options);
  }

  /**
   * Puts a new channel in the place of one that takes no call for ever: what is thrown where the
   * library must not be disturbed (it resolves a name, say, and there is no memory) ends it so.
   * Calls that it has taken before go on.
   */
  synchronized void replace(ManagedChannel dead) {
    if (!closed && channel.equals(dead)) {
      channel = maker.get();
      dead.shutdown();
      former.removeIf(ManagedChannel::isTerminated);
      former.add(dead);
    }
  }

  /**
   * Waits for calls until the deadline, then breaks them. A channel that was replaced may never say
   * that it has ended, so that for those the wait is shorter.
   */
  void close(Deadline deadline) {
    List<ManagedChannel> all = all();
    all.forEach(ManagedChannel::shutdown);
    try {
      boolean ended = isOver(all.subList(0, 1), deadline.remaining());
      Duration left = deadline.remaining();
      ended &= isOver(all, left.compareTo(FORMER_WAIT) < 0 ? left : FORMER_WAIT);
      if (!ended) {
        all.forEach(ManagedChannel::shutdownNow);
        boolean ignored = isOver(all, LAST_WAIT);
      }
    } catch (InterruptedException interrupted) {
      all.forEach(ManagedChannel::shutdownNow);
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the end of all, and says whether it came in time. */
  private static boolean isOver(List<ManagedChannel> channels, Duration limit)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    boolean over = true;
    for (ManagedChannel each : channels) {
      over &= each.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
    return over;
  }

  /** All there are, the current one first; there will be no more. */
  private synchronized List<ManagedChannel> all() {
    closed = true;
    List<ManagedChannel> all = new ArrayList<>(former.size() + 1);
    all.add(channel);
    all.addAll(former);
    return all;
  }
}
