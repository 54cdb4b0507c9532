package io.beltline.components.intake;

import io.beltline.api.Clock;
import io.beltline.api.ComponentException;
import io.beltline.api.Deadline;
import io.beltline.api.Settings;
import io.beltline.transport.tls.Tls;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A port for connections of protocols that are no HTTP: TCP, with or without TLS, or a Unix socket.
 * Each connection has a virtual thread of its own and there is a limit to their number; one above
 * it is closed at once and counted.
 */
public final class TcpPort implements EntrySource.Port {
  /** How many connections there may be where no number is written. */
  public static final int MOST_CONNECTIONS = 10_000;

  private static final Duration AFTER_A_FAULT = Duration.ofMillis(100);

  /** Reads connections. Called by a thread for each. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Reads a connection until its end; it is closed afterwards.
     *
     * @throws IOException if it breaks
     * @throws InterruptedException if the receiver ends before
     */
    void handle(TcpConnection connection) throws IOException, InterruptedException;
  }

  /**
   * How large a port is.
   *
   * @param endpoint where it listens
   * @param maxConnections how many connections there may be; 0 for {@link #MOST_CONNECTIONS}
   * @param idleTimeout how long a connection may say nothing; 0 for ever
   */
  public record Limits(String endpoint, int maxConnections, Duration idleTimeout) {

    private int most() {
      return maxConnections == 0 ? MOST_CONNECTIONS : maxConnections;
    }
  }

  private final Settings settings;
  private final Clock clock;
  private final String transport;
  private final Limits limits;
  private final Handler handler;
  private final Listener listener;
  private final AtomicInteger open = new AtomicInteger();
  private final Map<Thread, TcpConnection> connections = new ConcurrentHashMap<>();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  private TcpPort(
      Settings settings,
      Clock clock,
      String transport,
      Limits limits,
      Handler handler,
      Listener listener) {
    this.settings = settings;
    this.clock = clock;
    this.transport = transport;
    this.limits = limits;
    this.handler = handler;
    this.listener = listener;
  }

  /**
   * Listens.
   *
   * @param transport the word for it in metrics
   * @param tls what connections are secured with; null for plain text
   * @throws ComponentException if it cannot
   */
  public static TcpPort start(
      Settings settings,
      Clock clock,
      String transport,
      Limits limits,
      @Nullable Tls tls,
      Handler handler) {
    Listener listener =
        new SocketListener(limits.endpoint(), limits.idleTimeout(), tls, clock, settings);
    return start(settings, clock, transport, limits, handler, listener);
  }

  /**
   * Listens on a Unix socket.
   *
   * @param transport the word for it in metrics
   * @param limits what it may take; the endpoint is the path of the socket
   * @throws ComponentException if it cannot
   */
  public static TcpPort startUnix(
      Settings settings, Clock clock, String transport, Limits limits, Handler handler) {
    return start(settings, clock, transport, limits, handler, new UnixListener(limits.endpoint()));
  }

  private static TcpPort start(
      Settings settings,
      Clock clock,
      String transport,
      Limits limits,
      Handler handler,
      Listener listener) {
    TcpPort port = new TcpPort(settings, clock, transport, limits, handler, listener);
    settings
        .meter()
        .gauge(
            "otelcol_tcp_input_active_connections",
            "1",
            "Number of active TCP connections.",
            Map.of("port", limits.endpoint()),
            port.open::get);
    Thread accepting = Thread.ofVirtual().name(transport).unstarted(port::accept);
    port.threads.add(accepting);
    accepting.start();
    return port;
  }

  @Override
  public int port() {
    return listener.port();
  }

  /** Where it listens. */
  public String endpoint() {
    return listener.endpoint();
  }

  /** Lets nobody in any more. */
  public void stopAccepting() {
    ended = true;
    close(listener);
  }

  /**
   * Ends: lets handlers finish what their connections have brought, until the deadline; interrupts
   * those that have not then.
   */
  @Override
  public void close(Deadline deadline) {
    stopAccepting();
    connections.values().forEach(this::end);
    try {
      for (Thread thread : List.copyOf(threads)) {
        thread.join(deadline.remaining());
      }
      for (Thread late : List.copyOf(threads)) {
        late.interrupt();
        TcpConnection connection = connections.get(late);
        if (connection != null) {
          close(connection);
        }
      }
      for (Thread late : List.copyOf(threads)) {
        late.join();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(TcpConnection connection) {
    try {
      connection.end();
    } catch (IOException broken) {
      settings.logger().debug("{}: {}", connection.peer(), broken.toString());
    }
  }

  private void accept() {
    try {
      while (!ended) {
        try {
          take(listener.accept());
        } catch (IOException fault) {
          if (!ended) {
            settings.logger().warn("a connection cannot be accepted: {}", fault.toString());
            clock.sleep(AFTER_A_FAULT); // no descriptors left, most likely
          }
        }
      }
    } catch (InterruptedException stop) {
      settings.logger().debug("accepts no more connections");
    } finally {
      threads.remove(Thread.currentThread());
    }
  }

  private void take(Listener.Incoming incoming) {
    if (open.get() >= limits.most()) {
      refused();
      close(incoming);
      return;
    }
    open.incrementAndGet();
    Thread thread =
        Thread.ofVirtual().name(transport + " " + incoming.peer()).unstarted(() -> serve(incoming));
    threads.add(thread);
    thread.start();
  }

  private void serve(Listener.Incoming incoming) {
    String why = "end";
    try (incoming) {
      TcpConnection connection = incoming.open();
      connections.put(Thread.currentThread(), connection);
      if (ended) {
        connection.end();
      }
      handler.handle(connection);
    } catch (SocketTimeoutException idle) {
      why = "idle";
      settings.logger().debug("{} said nothing: closed", incoming.peer());
    } catch (IOException broken) {
      why = "broken";
      settings.logger().debug("{}: {}", incoming.peer(), broken.toString());
    } catch (InterruptedException stop) {
      why = "shutdown";
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) {
      why = "error";
      settings.logger().error("a connection was closed", bug);
    } finally {
      closed(why);
      open.decrementAndGet();
      connections.remove(Thread.currentThread());
      threads.remove(Thread.currentThread());
    }
  }

  private void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException broken) {
      settings.logger().debug("{} cannot be closed: {}", socket, broken.toString());
    }
  }

  private void refused() {
    settings
        .meter()
        .counter(
            "otelcol_tcp_input_refused_connections",
            "1",
            "Number of TCP connections refused because there were too many.",
            Map.of("port", limits.endpoint()))
        .add(1);
  }

  private void closed(String why) {
    settings
        .meter()
        .counter(
            "beltline_receiver_closed_connections",
            "{connections}",
            "Connections that were closed, and why.",
            Map.of("transport", transport, "reason", why))
        .add(1);
  }
}
