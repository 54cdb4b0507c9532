package io.beltline.components.intake;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.api.Reservation;
import io.beltline.api.Settings;
import io.beltline.components.lines.MultilineConfig;
import io.beltline.components.lines.Splitter;
import io.beltline.components.lines.StreamSplitter;
import io.beltline.components.lines.TextEncoding;
import io.beltline.components.lines.WholeSplitter;
import io.beltline.transport.config.TlsServerConfig;
import io.beltline.transport.tls.Tls;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries from connections. A connection is read only when what it brought before was taken,
 * so that a sender waits while the pipeline says later. Safe for all threads.
 */
public final class TcpLines {
  /** How many connections may have entries under way at a time. */
  private static final int TURNS = 64;

  /** After how many bytes another connection is let in. */
  private static final int TURN = 1 << 20;

  private final TcpInputConfig config;
  private final Admission admission;
  private final Clock clock;
  private final Supplier<Splitter> splitter;
  private final EntryIntake intake;
  private final PeerAttributes attributes;
  private final Semaphore turns = new Semaphore(TURNS, true);

  private TcpLines(
      TcpInputConfig config,
      Admission admission,
      Clock clock,
      Supplier<Splitter> splitter,
      EntryIntake intake) {
    this.config = config;
    this.admission = admission;
    this.clock = clock;
    this.splitter = splitter;
    this.intake = intake;
    this.attributes = new PeerAttributes(config.addAttributes(), "IP.TCP", clock);
  }

  /** Listens for entries that are divided as configured. */
  public static TcpPort start(
      Settings settings,
      Clock clock,
      Admission admission,
      TcpInputConfig config,
      EntryIntake intake) {
    Splitter splitter =
        config.oneLogPerPacket()
            ? new WholeSplitter()
            : MultilineConfig.splitter(config.multiline(), TextEncoding.known(config.encoding()));
    return start(settings, clock, admission, config, intake, () -> splitter);
  }

  /**
   * Listens for entries that are divided otherwise.
   *
   * @param splitter gives each connection its own
   */
  public static TcpPort start(
      Settings settings,
      Clock clock,
      Admission admission,
      TcpInputConfig config,
      EntryIntake intake,
      Supplier<Splitter> splitter) {
    TcpLines lines = new TcpLines(config, admission, clock, splitter, intake);
    TlsServerConfig secure = config.tls();
    Tls tls = secure == null ? null : Tls.server(secure, clock, settings.logger());
    TcpPort.Limits limits =
        new TcpPort.Limits(
            config.listenAddress(), config.maxConnections(), config.connectionIdleTimeout());
    TcpPort port = TcpPort.start(settings, clock, "tcp", limits, tls, lines::read);
    settings.logger().atInfo().addKeyValue("endpoint", port.endpoint()).log("Starting TCP server");
    return port;
  }

  private void read(TcpConnection connection) throws IOException, InterruptedException {
    String peer = ListenAddress.text(connection.peer());
    Map<String, @Nullable Object> labels = attributes.of(connection.peer(), connection.local());
    EntryBatch batch = intake.batch(peer);
    StreamSplitter stream =
        new StreamSplitter(
            splitter.get(),
            config.trimming(),
            (int) config.maxLogSize().bytes(),
            TextEncoding.known(config.encoding()),
            (bytes, from, to) -> {
              intake.take(peer, bytes, from, to, labels, batch);
              batch.shipIfFull();
            });
    Reservation room = reserve(null, 0);
    try {
      while (turn(connection, stream, batch)) {
        room = reserve(room, stream.growth());
        stream.grow();
      }
    } finally {
      room.close();
    }
  }

  /** Reads some, and ships what came of it; false at the end of the connection. */
  private boolean turn(TcpConnection connection, StreamSplitter stream, EntryBatch batch)
      throws IOException, InterruptedException {
    IOException broken = null;
    int read = -1;
    try {
      read = read(connection, stream);
    } catch (IOException breaks) {
      broken = breaks;
    }
    turns.acquire();
    try {
      boolean more = pass(connection, stream, read);
      batch.ship();
      if (broken != null) {
        throw broken;
      }
      return more;
    } finally {
      turns.release();
    }
  }

  /** Finds entries in what was read, and in what can be read without waiting. */
  private static boolean pass(TcpConnection connection, StreamSplitter stream, int first)
      throws IOException, InterruptedException {
    int read = first;
    int total = 0;
    while (true) {
      total += read;
      stream.filled(Math.max(0, read), read < 0);
      if (read < 0 || total > TURN || stream.growth() > 0 || !connection.hasMore()) {
        return read >= 0;
      }
      read = read(connection, stream);
    }
  }

  private static int read(TcpConnection connection, StreamSplitter stream) throws IOException {
    byte[] buffer = stream.buffer();
    return connection.read(buffer, stream.length(), buffer.length - stream.length());
  }

  /** Waits until there is room for a longer entry: the sender waits too. */
  private Reservation reserve(@Nullable Reservation room, int more) throws InterruptedException {
    Reservation reserved = room;
    while (reserved == null || (more > 0 && !reserved.grow(more))) {
      clock.sleep(admission.retryAfter());
      reserved = reserved == null ? Reservation.of(admission, 0) : reserved;
    }
    return reserved;
  }
}
