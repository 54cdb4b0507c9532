package io.beltline.components.intake;

import io.beltline.components.lines.MultilineConfig;
import io.beltline.components.lines.TextEncoding;
import io.beltline.components.lines.Trimming;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a UDP port that takes log lines.
 *
 * @param listenAddress where it listens
 * @param addAttributes whether records say who sent them
 * @param oneLogPerPacket whether a packet is one entry, as it is
 * @param encoding what the bytes mean
 * @param multiline what begins or ends an entry in a packet; null for one entry a packet
 * @param trimming which white space stays
 * @param async how many threads read and work; null for the defaults
 */
public record UdpInputConfig(
    @Doc("Address to listen on: host:port or :port.") String listenAddress,
    @Doc("Adds net.transport, net.peer.* and net.host.* to records.") boolean addAttributes,
    @Doc("Makes one entry of a packet without looking into it.") boolean oneLogPerPacket,
    @Default("utf-8")
        @Doc("utf-8, utf-8-raw, nop, ascii, utf-16le, utf-16be, big5, or any the JVM has.")
        String encoding,
    @Doc("What begins or ends an entry in a packet; without it a packet is an entry.")
        @Nullable MultilineConfig multiline,
    @Squash Trimming trimming,
    @Section(absent = Presence.OFF)
        @Doc("How many threads read and work, and how many packets wait; absent: 1, 1 and 1000.")
        @Nullable Async async)
    implements Validated {

  /**
   * Threads and queue of a port.
   *
   * @param readers how many threads read
   * @param processors how many threads make entries
   * @param maxQueueLength how many packets wait at most
   */
  public record Async(
      @Default("1") @Doc("How many threads read packets.") int readers,
      @Default("1") @Doc("How many threads make entries of packets.") int processors,
      @Default("100") @Doc("How many packets wait at most; further ones are dropped and counted.")
          int maxQueueLength)
      implements Validated {
    private static final int MOST = 1000;
    private static final int LONGEST = 1_000_000;

    @Override
    public void validate(Problems problems) {
      between(problems, "readers", readers, MOST);
      between(problems, "processors", processors, MOST);
      between(problems, "max_queue_length", maxQueueLength, LONGEST);
    }

    private static void between(Problems problems, String key, int value, int most) {
      if (value < 0 || value > most) {
        problems.add(
            key, value + " is out of range (expected: 0 for the default, to " + most + ")");
      }
    }
  }

  /** Threads and queue, with what stands for zero. */
  Async threads() {
    Async written = async;
    return written == null
        ? new Async(1, 1, 1000)
        : new Async(
            written.readers() == 0 ? 1 : written.readers(),
            written.processors() == 0 ? 1 : written.processors(),
            written.maxQueueLength() == 0 ? 100 : written.maxQueueLength());
  }

  @Override
  public void validate(Problems problems) {
    ListenAddress.check(listenAddress, "listen_address", problems);
    TextEncoding.check(encoding, problems);
  }
}
