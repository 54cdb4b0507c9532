package io.beltline.receiver.hostmetrics;

import io.beltline.components.scrape.Faults;
import java.nio.file.Path;
import java.util.function.ObjLongConsumer;

/** How many TCP connections are in which state, from net/tcp and net/tcp6. Stateless. */
final class TcpStates {
  /** By the kernel's numbers, from 1 ({@code include/net/tcp_states.h}). */
  private static final String[] NAMES = {
    "ESTABLISHED",
    "SYN_SENT",
    "SYN_RECV",
    "FIN_WAIT_1",
    "FIN_WAIT_2",
    "TIME_WAIT",
    "CLOSE",
    "CLOSE_WAIT",
    "LAST_ACK",
    "LISTEN",
    "CLOSING",
    "DELETE"
  };

  private static final int NEW_SYN_RECV = 12;
  private static final int SYN_RECV = 3;

  private final Path net;

  TcpStates(Path net) {
    this.net = net;
  }

  /** Counts, and gives each state with its number, states without connections too. */
  void read(Faults faults, ObjLongConsumer<String> consumer) {
    long[] counts = new long[NAMES.length];
    boolean read =
        HostFiles.lines(
            net.resolve("tcp"), "net/tcp", NAMES.length, faults, line -> count(line, counts));
    // hosts without IPv6 have no such file
    read |=
        HostFiles.linesIfThere(
            net.resolve("tcp6"), "net/tcp6", NAMES.length, faults, line -> count(line, counts));
    if (read) {
      for (int i = 0; i < counts.length; i++) {
        consumer.accept(NAMES[i], counts[i]);
      }
    }
  }

  private static void count(String line, long[] counts) throws MalformedLineException {
    Fields fields = Fields.of(line);
    if (fields.size() == 0 || fields.text(0).equals("sl")) {
      return; // the head of the table
    }
    String word = fields.text(3);
    int state;
    try {
      state = Integer.parseInt(word, 16);
    } catch (NumberFormatException e) {
      state = 0;
    }
    if (state < 1 || state > NAMES.length) {
      throw new MalformedLineException("\"%s\" (expected: a state)".formatted(word));
    }
    counts[(state == NEW_SYN_RECV ? SYN_RECV : state) - 1]++;
  }
}
