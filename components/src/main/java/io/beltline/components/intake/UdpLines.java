package io.beltline.components.intake;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.api.Settings;
import io.beltline.components.intake.UdpPort.Datagram;
import io.beltline.components.lines.Characters;
import io.beltline.components.lines.MultilineConfig;
import io.beltline.components.lines.Splitter;
import io.beltline.components.lines.TextEncoding;
import io.beltline.components.lines.Trimming;
import io.beltline.components.lines.WholeSplitter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries from packets. While the pipeline says later packets wait in the queue, and those it
 * has no place for are dropped and counted. Safe for all threads.
 */
public final class UdpLines {
  private static final int LARGEST = 65_535;
  private static final int RUN = 100;

  private final EntryIntake intake;
  private final Splitter splitter;
  private final Trimming trimming;
  private final Characters characters;
  private final PeerAttributes attributes;

  private UdpLines(UdpInputConfig config, EntryIntake intake, Clock clock) {
    this.intake = intake;
    this.splitter =
        config.oneLogPerPacket() || config.multiline() == null
            ? new WholeSplitter()
            : MultilineConfig.splitter(config.multiline(), TextEncoding.known(config.encoding()));
    this.characters = new Characters(TextEncoding.known(config.encoding()));
    this.trimming = config.oneLogPerPacket() ? Trimming.NONE : config.trimming();
    // other senders' packets wait behind this one, so it waits for nobody
    this.attributes = new PeerAttributes(config.addAttributes(), "IP.UDP", Duration.ZERO, clock);
  }

  /** Entries from packets of a port. */
  public static EntrySource source(UdpInputConfig config) {
    return new Source(config);
  }

  private record Source(UdpInputConfig config) implements EntrySource {
    @Override
    public String transport() {
      return "udp";
    }

    @Override
    public String encoding() {
      return config.encoding();
    }

    @Override
    public UdpPort listen(Settings settings, Clock clock, Admission admission, EntryIntake intake) {
      UdpLines lines = new UdpLines(config, intake, clock);
      UdpInputConfig.Async threads = config.threads();
      UdpPort.Limits limits =
          new UdpPort.Limits(
              config.listenAddress(),
              threads.maxQueueLength(),
              LARGEST,
              threads.readers(),
              threads.processors(),
              RUN,
              0);
      UdpPort port =
          UdpPort.start(settings, "udp", limits, new EntryRoom(admission), lines::handle);
      settings
          .logger()
          .atInfo()
          .addKeyValue("endpoint", port.endpoint())
          .log("Starting UDP server");
      return port;
    }
  }

  private void handle(List<Datagram> packets, UdpPort port) throws InterruptedException {
    boolean one = packets.stream().map(Datagram::peer).distinct().count() == 1;
    EntryBatch batch = intake.batch(one ? ListenAddress.text(packets.getFirst().peer()) : "");
    for (Datagram packet : packets) {
      Map<String, @Nullable Object> labels = attributes.of(packet.peer(), port.local());
      String source = ListenAddress.text(packet.peer());
      byte[] bytes = packet.bytes().toByteArray();
      splitter.split(
          bytes,
          0,
          end(bytes),
          true,
          (from, to, next) -> {
            int start = trimming.from(characters, bytes, from, to);
            int end = trimming.to(characters, bytes, start, to);
            if (start < end) {
              intake.take(source, bytes, start, end, labels, batch);
              batch.shipIfFull();
            }
          });
    }
    batch.ship();
  }

  /** Where a packet ends, without control characters behind its text. */
  private static int end(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] >= 0 && bytes[end - 1] < ' ') {
      end--;
    }
    return end;
  }
}
