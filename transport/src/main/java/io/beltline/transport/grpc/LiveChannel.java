package io.beltline.transport.grpc;

import io.beltline.api.Deadline;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A client's channel, which is made anew when the library has given it up. Safe for all threads.
 */
final class LiveChannel {
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

  /** Waits for calls until the deadline, then breaks them. */
  void close(Deadline deadline) {
    List<ManagedChannel> all = all();
    all.forEach(ManagedChannel::shutdown);
    try {
      boolean ended = true;
      for (ManagedChannel each : all) {
        long left = deadline.remaining().toNanos();
        ended &= each.awaitTermination(left, TimeUnit.NANOSECONDS);
      }
      if (!ended) {
        all.forEach(ManagedChannel::shutdownNow);
        for (ManagedChannel each : all) {
          boolean ignored = each.awaitTermination(2, TimeUnit.SECONDS);
        }
      }
    } catch (InterruptedException interrupted) {
      all.forEach(ManagedChannel::shutdownNow);
      Thread.currentThread().interrupt();
    }
  }

  private synchronized List<ManagedChannel> all() {
    closed = true;
    List<ManagedChannel> all = new ArrayList<>(former);
    all.add(channel);
    return all;
  }
}
