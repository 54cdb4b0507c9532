package io.beltline.transport.grpc;

import io.beltline.api.Deadline;
import io.beltline.api.Status.Code;
import io.beltline.model.Slice;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.config.GrpcClientConfig;
import io.beltline.transport.net.EventLoops;
import io.beltline.transport.net.Proxies;
import io.beltline.transport.net.Sending;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Makes unary gRPC calls. An absent server never stops the creation. Safe for all threads; calls
 * block, so use virtual threads.
 */
public final class GrpcClient {
  private final ManagedChannel channel;
  private final EventLoops loops;
  private final Outgoing outgoing;
  private final Sending sending = new Sending();
  private final Map<String, MethodDescriptor<MessageBytes, MessageBytes>> methods =
      new ConcurrentHashMap<>();

  private GrpcClient(ManagedChannel channel, EventLoops loops, Outgoing outgoing) {
    this.channel = channel;
    this.loops = loops;
    this.outgoing = outgoing;
  }

  /**
   * A client; connects at the first call.
   *
   * @throws io.beltline.api.ComponentException if a TLS file cannot be read or the authenticator is
   *     missing
   */
  public static GrpcClient create(GrpcClientConfig config, ClientSettings settings) {
    return create(config, settings, System.getenv());
  }

  static GrpcClient create(
      GrpcClientConfig config, ClientSettings settings, Map<String, String> environment) {
    EnvironmentProxies proxies = new EnvironmentProxies(Proxies.of("", environment));
    Outgoing outgoing = new Outgoing(config, settings);
    EventLoops loops = EventLoops.open();
    boolean created = false;
    try {
      GrpcClient client =
          new GrpcClient(ClientSetup.channel(config, settings, loops, proxies), loops, outgoing);
      created = true;
      return client;
    } finally {
      if (!created) {
        loops.close();
      }
    }
  }

  /**
   * Makes a call and waits for its end, and before for room to send, see {@link Sending}. Never
   * throws for what the network or the server does.
   */
  public GrpcResult call(GrpcRequest request) {
    long size = Slice.length(request.message());
    try (Sending.Room room = sending.enter(size, request.deadline())) {
      return room == null
          ? CallOutcome.failed(Code.DEADLINE_EXCEEDED, "no room to send before the deadline")
          : send(request);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return CallOutcome.failed(Code.CANCELLED, "interrupted while waiting for room to send");
    } catch (OutOfMemoryError passing) {
      return CallOutcome.failed(
          Code.UNAVAILABLE, "memory for the call ran out: " + passing.getMessage());
    }
  }

  private GrpcResult send(GrpcRequest request) {
    CallOptions options = outgoing.options();
    Deadline deadline = request.deadline();
    if (deadline != null) {
      long left = deadline.remaining().toNanos();
      if (left <= 0) {
        return CallOutcome.failed(Code.DEADLINE_EXCEEDED, "deadline passed before the call");
      }
      options = options.withDeadlineAfter(left, TimeUnit.NANOSECONDS);
    }
    Metadata headers;
    MessageBytes message;
    try {
      headers = outgoing.headers(request);
      message = outgoing.message(request);
    } catch (RuntimeException refused) { // an authenticator or a malformed header
      return CallOutcome.failed(
          Code.UNAVAILABLE, "cannot prepare the call: " + refused.getMessage());
    }
    MethodDescriptor<MessageBytes, MessageBytes> method =
        methods.computeIfAbsent(request.method(), Methods::descriptor);
    connectAgain();
    ClientCall<MessageBytes, MessageBytes> call = channel.newCall(method, options);
    return exchange(call, headers, message);
  }

  /** Makes a call and waits for its end; what is thrown here ends it. */
  static GrpcResult exchange(
      ClientCall<MessageBytes, MessageBytes> call, Metadata headers, MessageBytes message) {
    CallOutcome outcome = new CallOutcome();
    try {
      call.start(outcome, headers);
      call.request(2);
      call.sendMessage(message);
      call.halfClose();
    } catch (RuntimeException | Error broken) { // nobody will wait for what has begun
      call.cancel("the request cannot be sent", broken);
      throw broken;
    }
    return outcome.await(call);
  }

  /**
   * The library waits longer after each connection that could not be made, up to two minutes, and
   * fails calls meanwhile. Here whoever calls has waited already: the call fails, but the next one
   * finds a connection if there is one to be had.
   */
  private void connectAgain() {
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      channel.resetConnectBackoff();
    }
  }

  /** Waits for calls until the deadline, then breaks them. */
  public void close(Deadline deadline) {
    channel.shutdown();
    try {
      if (!channel.awaitTermination(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
        channel.shutdownNow();
        boolean ignored = channel.awaitTermination(2, TimeUnit.SECONDS);
      }
    } catch (InterruptedException interrupted) {
      channel.shutdownNow();
      Thread.currentThread().interrupt();
    }
    loops.close();
  }
}
