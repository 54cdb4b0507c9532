package io.beltline.receiver.hostmetrics;

import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.MetricSpec;
import io.beltline.components.scrape.ScrapeRun;
import java.util.List;

/**
 * NFS, from /proc/net/rpc/nfs and nfsd. A host that is no client or no server has no such file, and
 * that is no fault. One thread.
 */
final class NfsScraper extends HostScraper {
  private static final int POINTS = 20;

  NfsScraper(Host host, MetricSheet sheet) {
    super("nfs", host, sheet);
  }

  @Override
  protected void read(ScrapeRun run) {
    var directory = host.paths().proc().resolve("net/rpc");
    HostFiles.linesIfThere(
        directory.resolve("nfs"), "net/rpc/nfs", POINTS, run.faults(), this::readClient);
    HostFiles.linesIfThere(
        directory.resolve("nfsd"), "net/rpc/nfsd", POINTS, run.faults(), this::readServer);
  }

  private void readClient(String line) throws MalformedLineException {
    Fields fields = Fields.of(line);
    switch (fields.size() == 0 ? "" : fields.text(0)) {
      case "net" -> net(fields, NfsMetrics.CLIENT_NET, NfsMetrics.CLIENT_CONNECTIONS);
      case "rpc" -> {
        long renewed = fields.number(3);
        sheet.of(NfsMetrics.CLIENT_RPC).add(fields.number(1));
        sheet.of(NfsMetrics.CLIENT_AGAIN).add(fields.number(2));
        sheet.of(NfsMetrics.CLIENT_AUTH).add(renewed);
      }
      case "proc3" -> calls(fields, NfsMetrics.CLIENT_PROCEDURES, "3", NfsNames.PROCEDURES_3);
      case "proc4" ->
          calls(fields, NfsMetrics.CLIENT_OPERATIONS, "4", NfsNames.CLIENT_OPERATIONS_4);
      default -> {} // lines of other versions
    }
  }

  private void readServer(String line) throws MalformedLineException {
    Fields fields = Fields.of(line);
    switch (fields.size() == 0 ? "" : fields.text(0)) {
      case "rc" -> each(fields, 1, NfsMetrics.REPLY_CACHE, "hit", "miss", "nocache");
      case "fh" -> sheet.of(NfsMetrics.STALE).add(fields.number(1));
      case "io" -> each(fields, 1, NfsMetrics.SERVER_IO, "receive", "transmit");
      case "th" -> sheet.of(NfsMetrics.THREADS).add(fields.number(1));
      case "net" -> net(fields, NfsMetrics.SERVER_NET, NfsMetrics.SERVER_CONNECTIONS);
      case "rpc" -> each(fields, 3, NfsMetrics.SERVER_RPC, "format", "auth", "client");
      case "proc3" -> calls(fields, NfsMetrics.SERVER_PROCEDURES, "3", NfsNames.PROCEDURES_3);
      case "proc4" -> calls(fields, NfsMetrics.SERVER_PROCEDURES, "4", NfsNames.PROCEDURES_4);
      case "proc4ops" ->
          calls(fields, NfsMetrics.SERVER_OPERATIONS, "4", NfsNames.SERVER_OPERATIONS_4);
      default -> {} // read-ahead and lines of other versions
    }
  }

  private void net(Fields fields, MetricSpec count, MetricSpec connections)
      throws MalformedLineException {
    each(fields, 2, count, "udp", "tcp");
    sheet.of(connections).add(fields.number(4));
  }

  private void each(Fields fields, int from, MetricSpec spec, String... values)
      throws MalformedLineException {
    long[] counts = numbers(fields, from, values.length);
    for (int i = 0; i < values.length; i++) {
      sheet.of(spec).add(counts[i], values[i]);
    }
  }

  /**
   * The line begins with how many counts follow; newer kernels count more than have a name here.
   */
  private void calls(Fields fields, MetricSpec spec, String version, List<String> names)
      throws MalformedLineException {
    long count = fields.number(1);
    if (count != fields.size() - 2) {
      throw new MalformedLineException(
          "%d counts (expected: %d)".formatted(fields.size() - 2, count));
    }
    int known = Math.min(names.size(), fields.size() - 2);
    long[] counts = numbers(fields, 2, known);
    for (int i = 0; i < known; i++) {
      if (!names.get(i).equals("-")) {
        sheet.of(spec).add(counts[i], version, names.get(i));
      }
    }
  }

  private static long[] numbers(Fields fields, int from, int count) throws MalformedLineException {
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = fields.number(from + i);
    }
    return numbers;
  }
}
