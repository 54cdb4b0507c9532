package io.beltline.transport.grpc;

import io.beltline.api.Deadline;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.net.EventLoops;
import io.beltline.transport.net.Listen;
import io.beltline.transport.net.Workers;
import io.grpc.Server;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A listening gRPC server for unary calls and for methods to which senders stream. Each message is
 * handled on a virtual thread. Safe for all threads.
 */
@SuppressWarnings("FutureReturnValueIgnored") // closing and writing report to their channel
public final class GrpcServer {
  private static final long CROSSING_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final Server server;
  private final EventLoops loops;
  private final Listen listen;
  private final Workers workers;
  private final CallDispatcher dispatcher;

  private GrpcServer(
      Server server, EventLoops loops, Listen listen, Workers workers, CallDispatcher dispatcher) {
    this.server = server;
    this.loops = loops;
    this.listen = listen;
    this.workers = workers;
    this.dispatcher = dispatcher;
  }

  /**
   * Opens the port and serves calls until {@link #close}.
   *
   * @param methods the handlers by full method name, {@code package.Service/Method}
   * @throws io.beltline.api.ComponentException if the port cannot be opened, a TLS file cannot be
   *     read or the authenticator is missing
   */
  public static GrpcServer start(
      GrpcServerConfig config, ServerSettings settings, Map<String, GrpcHandler> methods) {
    return start(config, settings, methods, Map.of());
  }

  /**
   * Opens the port and serves calls until {@link #close}.
   *
   * @param methods the handlers of unary calls by full method name, {@code package.Service/Method}
   * @param streams the handlers of methods to which senders stream, by full method name
   * @throws io.beltline.api.ComponentException if the port cannot be opened, a TLS file cannot be
   *     read or the authenticator is missing
   */
  public static GrpcServer start(
      GrpcServerConfig config,
      ServerSettings settings,
      Map<String, GrpcHandler> methods,
      Map<String, GrpcStreamHandler> streams) {
    Listen listen = Listen.of(config.endpoint(), config.transport());
    Workers workers = new Workers("grpc-server");
    CallDispatcher dispatcher = new CallDispatcher(config, settings, workers);
    EventLoops loops = EventLoops.open();
    boolean started = false;
    try {
      Server server =
          ServerSetup.builder(config, settings, listen, loops)
              .fallbackHandlerRegistry(new Methods(methods, streams, dispatcher))
              .addStreamTracerFactory(new CallsUnderWay(workers))
              .build()
              .start();
      started = true;
      return new GrpcServer(server, loops, listen, workers, dispatcher);
    } catch (IOException unusable) {
      throw listen.failed(unusable.getCause() == null ? unusable : unusable.getCause());
    } finally {
      if (!started) {
        loops.close();
      }
    }
  }

  /** Where it listens, host:port or the path of a socket; the port is the real one for 0. */
  public String endpoint() {
    return listen.bound(address());
  }

  /** The port it listens on, -1 on a Unix socket. */
  public int port() {
    return address() instanceof InetSocketAddress inet ? inet.getPort() : -1;
  }

  private SocketAddress address() {
    return listen.isUnix() ? listen.address() : server.getListenSockets().getFirst();
  }

  /**
   * Closes the port to new connections and tells the others to end; calls under way go on, streams
   * up to the end of the message that is coming or being handled.
   */
  public void stopAccepting() {
    dispatcher.stop();
    server.shutdown();
  }

  /**
   * Closes the port, answers calls under way until the deadline, then closes every connection.
   * After it returns no handler is called any more.
   */
  public void close(Deadline deadline) {
    stopAccepting();
    workers.drain(deadline);
    // the news that the server ends may have crossed a call
    awaitQuietly(Math.min(deadline.remaining().toNanos(), CROSSING_NANOS));
    workers.drain(deadline);
    server.shutdownNow();
    workers.end();
    awaitQuietly(TimeUnit.SECONDS.toNanos(2));
    listen.release();
    loops.close();
  }

  private void awaitQuietly(long nanos) {
    try {
      boolean ignored = server.awaitTermination(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
