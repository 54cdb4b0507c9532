package io.beltline.components.intake;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import io.beltline.api.Settings;
import io.beltline.components.intake.UdpPort.Datagram;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where text protocols of one line a measurement come in: a UDP or TCP port or a socket of
 * datagrams in the file system. Safe for all threads.
 */
public final class LinePort {
  /** The longest line that a connection may bring. */
  public static final int LONGEST = 64 * 1024;

  private static final int LARGEST_PACKET = 65_535;
  private static final int QUEUE = 10_000;
  private static final int RUN = 100;

  /** How many connections may have lines under way at a time. */
  private static final int TURNS = 64;

  /**
   * What a port is.
   *
   * @param transport what lines come over
   * @param endpoint host:port, or a path for {@code unixgram}
   * @param idleTimeout how long a connection may say nothing; 0 for ever
   * @param mode the permissions of a socket in the file system
   * @param bufferSize how many bytes the operating system keeps of such a socket; 0 for its own
   */
  public record Form(
      LineTransport transport, String endpoint, Duration idleTimeout, int mode, int bufferSize) {}

  private final Settings settings;
  private final Clock clock;
  private final Form form;
  private final Function<String, LineSink> sinks;
  private final LineConnection.Shared shared;
  private @Nullable UdpPort udp;
  private @Nullable TcpPort tcp;
  private @Nullable UnixDatagrams unix;

  private LinePort(
      Settings settings,
      Clock clock,
      Admission admission,
      Form form,
      Function<String, LineSink> sinks) {
    this.settings = settings;
    this.clock = clock;
    this.form = form;
    this.sinks = sinks;
    this.shared =
        new LineConnection.Shared(
            settings, clock, new EntryRoom(admission), new Semaphore(TURNS, true));
  }

  /**
   * Listens.
   *
   * @param sinks what takes the lines of a sender, who is named by address
   * @throws io.beltline.api.ComponentException if it cannot
   */
  public static LinePort start(
      Settings settings,
      Clock clock,
      Admission admission,
      Form form,
      Function<String, LineSink> sinks) {
    LinePort port = new LinePort(settings, clock, admission, form, sinks);
    port.open();
    settings
        .logger()
        .atInfo()
        .addKeyValue("endpoint", port.endpoint())
        .log("Starting {} server", form.transport().word().toUpperCase(java.util.Locale.ROOT));
    return port;
  }

  private void open() {
    switch (form.transport()) {
      case UDP, UDP4, UDP6 -> {
        UdpPort.Limits limits =
            new UdpPort.Limits(form.endpoint(), QUEUE, LARGEST_PACKET, 1, 1, RUN, 0);
        udp = UdpPort.start(settings, "udp", limits, shared.room(), this::packets);
      }
      case TCP, TCP4, TCP6 -> {
        TcpPort.Limits limits = new TcpPort.Limits(form.endpoint(), 0, form.idleTimeout());
        tcp = TcpPort.start(settings, clock, "tcp", limits, null, this::read);
      }
      case UNIXGRAM ->
          unix =
              UnixDatagrams.start(
                  settings, form.endpoint(), form.mode(), form.bufferSize(), this::datagram);
    }
  }

  private void packets(List<Datagram> packets, UdpPort port) throws InterruptedException {
    String peer = "";
    LineSink sink = null;
    for (Datagram packet : packets) {
      String from = ListenAddress.text(packet.peer());
      if (sink == null || !from.equals(peer)) {
        if (sink != null) {
          sink.pause();
        }
        peer = from;
        sink = sinks.apply(peer);
      }
      LineStream.each(packet.bytes().array(), packet.bytes().offset(), packet.bytes().end(), sink);
    }
    if (sink != null) {
      sink.pause();
    }
  }

  private void datagram(byte[] bytes, int length) throws InterruptedException {
    LineSink sink = sinks.apply(form.endpoint());
    LineStream.each(bytes, 0, length, sink);
    sink.pause();
  }

  private void read(TcpConnection connection) throws IOException, InterruptedException {
    LineSink sink = sinks.apply(ListenAddress.text(connection.peer()));
    new LineConnection(shared, connection, sink).read();
  }

  /** The port number; -1 for a socket in the file system. */
  public int port() {
    return udp != null ? udp.port() : tcp != null ? tcp.port() : -1;
  }

  private String endpoint() {
    return udp != null ? udp.endpoint() : tcp != null ? tcp.endpoint() : form.endpoint();
  }

  /** Ends: lets what was brought be handed on until the deadline. */
  public void close(Deadline deadline) {
    if (udp != null) {
      udp.close(deadline);
    }
    if (tcp != null) {
      tcp.close(deadline);
    }
    if (unix != null) {
      unix.close(deadline);
    }
  }
}
