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
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Makes unary gRPC calls. An absent server never stops the creation. Safe for all threads; calls
 * block, so use virtual threads.
 */
public final class GrpcClient {
  private final LiveChannel channel;
  private final EventLoops loops;
  private final Outgoing outgoing;
  private final Logger logger;
  private final Sending sending = new Sending();
  private final Map<String, MethodDescriptor<MessageBytes, MessageBytes>> methods =
      new ConcurrentHashMap<>();

  private GrpcClient(LiveChannel channel, EventLoops loops, Outgoing outgoing, Logger logger) {
    this.channel = channel;
    this.loops = loops;
    this.outgoing = outgoing;
    this.logger = logger;
  }

  /**
   * A client; connects at the first call.
   *
   * @throws io.beltline.api.ComponentException if a TLS file cannot be read or the authenticator is
   *     missing
   */
  public static GrpcClient create(GrpcClientConfig config, ClientSettings settings) {
    return create(config, settings, Duration.ZERO);
  }

  /**
   * The same for calls that may take long: a connection on which nothing goes on is not given up
   * meanwhile.
   *
   * @param longest how long a call may take, 0 for no limit
   * @throws io.beltline.api.ComponentException if a TLS file cannot be read or the authenticator is
   *     missing
   */
  public static GrpcClient create(
      GrpcClientConfig config, ClientSettings settings, Duration longest) {
    return create(
        config, settings, System.getenv(), ClientSetup.patience(config.keepalive(), longest));
  }

  static GrpcClient create(
      GrpcClientConfig config,
      ClientSettings settings,
      Map<String, String> environment,
      Duration patience) {
    EnvironmentProxies proxies = new EnvironmentProxies(Proxies.of("", environment));
    Outgoing outgoing = new Outgoing(config, settings);
    EventLoops loops = EventLoops.open();
    boolean created = false;
    try {
      LiveChannel channel =
          new LiveChannel(() -> ClientSetup.channel(config, settings, loops, proxies, patience));
      GrpcClient client = new GrpcClient(channel, loops, outgoing, settings.logger());
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
    ManagedChannel used = channel.current();
    CallOutcome outcome = new CallOutcome();
    Runnable unbelieved = outgoing.refused(headers); // they are the call's from now on
    GrpcResult result =
        exchange(LiveChannel.call(used, method, options), outcome, headers, message);
    if (outcome.isPanic()) {
      replace(used);
    }
    if (result instanceof GrpcResult.Failed(Code code, _, _, _) && code == Code.UNAUTHENTICATED) {
      unbelieved.run();
    }
    return result;
  }

  private void replace(ManagedChannel dead) {
    try {
      channel.replace(dead);
    } catch (RuntimeException notNow) { // a TLS file that cannot be read, say
      logger.warn("the connection cannot be set up anew: {}", notNow.getMessage());
    }
  }

  /** Makes a call and waits for its end; what is thrown here ends it. */
  static GrpcResult exchange(
      ClientCall<MessageBytes, MessageBytes> call,
      CallOutcome outcome,
      Metadata headers,
      MessageBytes message) {
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

  /** Waits for calls until the deadline, then breaks them. */
  public void close(Deadline deadline) {
    channel.close(deadline);
    loops.close();
  }
}
