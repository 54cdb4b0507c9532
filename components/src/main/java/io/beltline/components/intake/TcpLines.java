package io.beltline.components.intake;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.api.Settings;
import io.beltline.components.lines.MultilineConfig;
import io.beltline.components.lines.Splitter;
import io.beltline.components.lines.StreamSplitter;
import io.beltline.components.lines.TextEncoding;
import io.beltline.components.lines.WholeSplitter;
import io.beltline.transport.config.TlsServerConfig;
import io.beltline.transport.tls.Tls;
import java.io.IOException;
import java.time.Duration;
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

  /** How long a new connection may wait for its sender's name. */
  private static final Duration FOR_A_NAME = Duration.ofSeconds(1);

  private final TcpInputConfig config;
  private final Admission room;
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
    this.room = new EntryRoom(admission);
    this.clock = clock;
    this.splitter = splitter;
    this.intake = intake;
    this.attributes = new PeerAttributes(config.addAttributes(), "IP.TCP", FOR_A_NAME, clock);
  }

  /** Entries from connections, divided as configured. */
  public static EntrySource source(TcpInputConfig config) {
    Splitter splitter =
        config.oneLogPerPacket()
            ? new WholeSplitter()
            : MultilineConfig.splitter(config.multiline(), TextEncoding.known(config.encoding()));
    return source(config, () -> splitter);
  }

  /**
   * Entries from connections, divided otherwise.
   *
   * @param splitter gives each connection its own
   */
  public static EntrySource source(TcpInputConfig config, Supplier<Splitter> splitter) {
    return new Source(config, splitter);
  }

  private record Source(TcpInputConfig config, Supplier<Splitter> splitter) implements EntrySource {
    @Override
    public String transport() {
      return "tcp";
    }

    @Override
    public String encoding() {
      return config.encoding();
    }

    @Override
    public TcpPort listen(Settings settings, Clock clock, Admission admission, EntryIntake intake) {
      TcpLines lines = new TcpLines(config, admission, clock, splitter, intake);
      TlsServerConfig secure = config.tls();
      Tls tls = secure == null ? null : Tls.server(secure, clock, settings.logger());
      TcpPort.Limits limits =
          new TcpPort.Limits(
              config.listenAddress(), config.maxConnections(), config.connectionIdleTimeout());
      TcpPort port = TcpPort.start(settings, clock, "tcp", limits, tls, lines::read);
      settings
          .logger()
          .atInfo()
          .addKeyValue("endpoint", port.endpoint())
          .log("Starting TCP server");
      return port;
    }
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
            },
            () -> intake.divided("max_log_size"));
    new LineReader(connection, stream, intake, batch, turns, room, clock).read();
  }
}
