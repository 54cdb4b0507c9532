package io.beltline.receiver.tcpcheck;

import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import io.beltline.components.parts.Parallel;
import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.ScrapeRun;
import io.beltline.components.scrape.Scraper;
import io.beltline.model.Slice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Connects to each target, and tells how that went. One thread. */
final class TcpCheckScraper implements Scraper {
  /** So many targets are connected to at a time. */
  private static final int MOST_AT_ONCE = 64;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private record Failure(String endpoint, ErrorCode code) {}

  /**
   * What a check has come to.
   *
   * @param nanos how long it took
   * @param failure why it failed, null if it did not
   */
  private record Check(String endpoint, long nanos, @Nullable IOException failure) {}

  private final List<TcpTargetConfig> targets;
  private final Lookups lookups = new Lookups(InetAddress::getAllByName);
  private final MetricSheet sheet;
  private final Clock clock;
  private final long begun;
  private final Map<Failure, Long> failures = new LinkedHashMap<>();

  /** One that has checked nothing yet. */
  TcpCheckScraper(List<TcpTargetConfig> targets, MetricSheet sheet, Clock clock) {
    this.targets = targets;
    this.sheet = sheet;
    this.clock = clock;
    this.begun = clock.unixNanos();
  }

  @Override
  public String name() {
    return TcpCheckMetrics.TABLE.name();
  }

  @Override
  public void scrape(ScrapeRun run) throws InterruptedException {
    List<Check> checks =
        Parallel.map(
            targets, MOST_AT_ONCE, target -> check(target, run.within(clock, target.limit())));
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    sheet.begin(begun, run.now());
    checks.forEach(check -> tell(check, run));
    failures.forEach(
        (failure, count) ->
            sheet.of(TcpCheckMetrics.ERROR).add(count, failure.endpoint, failure.code.word()));
    run.write(sheet, Slice.EMPTY);
  }

  private void tell(Check check, ScrapeRun run) {
    IOException failure = check.failure;
    if (failure == null) {
      sheet.of(TcpCheckMetrics.DURATION).add(check.nanos / NANOS_PER_MILLI, check.endpoint);
    } else {
      ErrorCode code = ErrorCode.of(failure);
      failures.merge(new Failure(check.endpoint, code), 1L, Long::sum);
      run.faults().add("target", code.word(), check.endpoint + ": " + failure.getMessage(), 1);
    }
    sheet.of(TcpCheckMetrics.STATUS).add(failure == null ? 1 : 0, check.endpoint);
  }

  private Check check(TcpTargetConfig target, Deadline deadline) {
    long from = clock.nanoTime();
    IOException failure = null;
    try {
      connect(target, deadline);
    } catch (IOException failed) {
      failure = failed;
    }
    return new Check(target.endpoint(), clock.nanoTime() - from, failure);
  }

  /**
   * Connects to the first of the host's addresses that takes it, within the time for all: one that
   * says nothing leaves the others their share.
   */
  private void connect(TcpTargetConfig target, Deadline deadline) throws IOException {
    IOException last = new UnknownHostException(target.host());
    InetAddress[] addresses = lookups.of(target.host(), deadline.remaining());
    for (int i = 0; i < addresses.length; i++) {
      long left = deadline.remaining().toMillis() / (addresses.length - i);
      if (left <= 0) {
        throw new SocketTimeoutException("Connect timed out");
      }
      try (Socket socket = new Socket()) {
        InetSocketAddress to = new InetSocketAddress(addresses[i], target.port());
        socket.connect(to, (int) Math.min(left, Integer.MAX_VALUE));
        return;
      } catch (IOException failed) {
        last = failed;
      }
    }
    throw last;
  }
}
