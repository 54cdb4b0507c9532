package io.beltline.receiver.hostmetrics;

import static io.beltline.components.scrape.MetricSpec.counter;
import static io.beltline.components.scrape.MetricSpec.level;

import io.beltline.components.scrape.Faults;
import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.MetricSpec;
import io.beltline.components.scrape.MetricTable;
import io.beltline.components.scrape.PointAttribute;
import io.beltline.components.scrape.ScrapeRun;
import java.nio.file.Path;
import java.util.List;

/** Network interfaces and TCP connections, from /proc/net. One thread. */
final class NetworkScraper extends HostScraper {
  private static final PointAttribute DEVICE = PointAttribute.text("device", "The interface.");
  private static final PointAttribute DIRECTION =
      PointAttribute.text("direction", "Which way.", "receive", "transmit");
  private static final PointAttribute PROTOCOL =
      PointAttribute.text("protocol", "The protocol.", "tcp");
  private static final PointAttribute STATE =
      PointAttribute.text("state", "The state of the connection.");

  private static final MetricSpec CONNECTIONS =
      level("system.network.connections", "{connections}", "How many connections there are.")
          .by(PROTOCOL, STATE);
  private static final MetricSpec TRACKED =
      level("system.network.conntrack.count", "{entries}", "Connections the kernel tracks.")
          .onRequest();
  private static final MetricSpec MOST_TRACKED =
      level("system.network.conntrack.max", "{entries}", "How many it can track.").onRequest();
  private static final MetricSpec DROPPED =
      counter("system.network.dropped", "{packets}", "Packets dropped.").by(DEVICE, DIRECTION);
  private static final MetricSpec ERRORS =
      counter("system.network.errors", "{errors}", "Errors.").by(DEVICE, DIRECTION);
  private static final MetricSpec IO =
      counter("system.network.io", "By", "Bytes.").by(DEVICE, DIRECTION);
  private static final MetricSpec PACKETS =
      counter("system.network.packets", "{packets}", "Packets.").by(DEVICE, DIRECTION);

  static final MetricTable TABLE =
      HostTables.table(
          "network", List.of(CONNECTIONS, TRACKED, MOST_TRACKED, DROPPED, ERRORS, IO, PACKETS));

  private final NameFilter filter;
  private final Path net;

  NetworkScraper(Host host, MetricSheet sheet, NameFilter filter) {
    super("network", host, sheet);
    this.filter = filter;
    this.net = host.paths().proc().resolve("net");
  }

  @Override
  protected void read(ScrapeRun run) {
    if (sheet.anyOf(DROPPED, ERRORS, IO, PACKETS)) {
      HostFiles.lines(net.resolve("dev"), "net/dev", 8, run.faults(), this::readInterface);
    }
    if (sheet.anyOf(CONNECTIONS)) {
      new TcpStates(net)
          .read(run.faults(), (state, count) -> sheet.of(CONNECTIONS).add(count, "tcp", state));
    }
    tracked("nf_conntrack_count", TRACKED, run.faults());
    tracked("nf_conntrack_max", MOST_TRACKED, run.faults());
  }

  private void readInterface(String line) throws MalformedLineException {
    int colon = line.lastIndexOf(':');
    if (colon < 0) {
      if (!line.contains("|")) {
        throw new MalformedLineException("no interface (expected: name: numbers)");
      }
      return; // the head of the table
    }
    String device = line.substring(0, colon).strip();
    Fields fields = Fields.of(line.substring(colon + 1));
    long[] columns = new long[12];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = fields.number(i);
    }
    if (filter.wants(device)) {
      both(IO, device, columns[0], columns[8]);
      both(PACKETS, device, columns[1], columns[9]);
      both(ERRORS, device, columns[2], columns[10]);
      both(DROPPED, device, columns[3], columns[11]);
    }
  }

  private void both(MetricSpec spec, String device, long received, long sent) {
    sheet.of(spec).add(sent, device, "transmit");
    sheet.of(spec).add(received, device, "receive");
  }

  private void tracked(String file, MetricSpec spec, Faults faults) {
    if (sheet.anyOf(spec)) {
      HostFiles.lines(
          host.paths().proc().resolve("sys/net/netfilter").resolve(file),
          file,
          1,
          faults,
          line -> sheet.of(spec).add(Fields.of(line).number(0)));
    }
  }
}
