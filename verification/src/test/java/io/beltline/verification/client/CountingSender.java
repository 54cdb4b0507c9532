package io.beltline.verification.client;

import io.beltline.verification.peer.Web;
import io.beltline.verification.process.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A sender of a counter and a histogram over OTLP/HTTP that knows what it has counted. It sends
 * each request until it is taken, as it is, and counts on then. One thread.
 */
public final class CountingSender {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int DELTA = 1;
  private static final int CUMULATIVE = 2;

  /** The upper bound of the histogram's first bucket. */
  private static final long BOUND = 5;

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final String REQUEST =
      """
      {"resourceMetrics":[{"resource":{"attributes":[
        {"key":"service.name","value":{"stringValue":"%1$s"}},
        {"key":"service.instance.id","value":{"stringValue":"1"}}]},"scopeMetrics":[{"metrics":[
        {"name":"%1$s.orders","sum":{"aggregationTemporality":%2$d,"isMonotonic":true,"dataPoints":[
          {"startTimeUnixNano":"%3$d","timeUnixNano":"%4$d","asInt":"%5$d"}]}},
        {"name":"%1$s.sizes","histogram":{"aggregationTemporality":%2$d,"dataPoints":[
          {"startTimeUnixNano":"%3$d","timeUnixNano":"%4$d","count":"%6$d","sum":%5$d,
           "bucketCounts":["%7$d","%8$d"],"explicitBounds":[%9$d]}]}}]}]}]}
      """;

  /** A sum, how many numbers it has, and how many of them are small. */
  private record Counted(long sum, long count, long small) {
    Counted plus(long number) {
      return new Counted(sum + number, count + 1, small + (number <= BOUND ? 1 : 0));
    }
  }

  private static final Counted NONE = new Counted(0, 0, 0);

  private final String name;
  private final int port;
  private final boolean delta;
  private Counted all = NONE;
  private Counted sinceStart = NONE;
  private long start = now();
  private long last = start;

  /**
   * A sender that has counted nothing.
   *
   * @param name what its service and its metrics are called
   * @param delta whether it tells what came since the request before, not since its start
   */
  public CountingSender(String name, int port, boolean delta) {
    this.name = name;
    this.port = port;
    this.delta = delta;
  }

  private static long now() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }

  /** Forgets what it has counted, as a program does that starts again. */
  public void restart() {
    sinceStart = NONE;
    start = Math.max(now(), last + NANOS_PER_MILLI);
    last = start;
  }

  /** Counts a number, and comes back when that was taken. */
  public void count(long number) throws Exception {
    // Prometheus tells milliseconds apart
    long time = Math.max(now(), last + NANOS_PER_MILLI);
    sinceStart = sinceStart.plus(number);
    all = all.plus(number);
    Counted told = delta ? NONE.plus(number) : sinceStart;
    String request =
        REQUEST.formatted(
            name,
            delta ? DELTA : CUMULATIVE,
            delta ? last : start,
            time,
            told.sum,
            told.count,
            told.small,
            told.count - told.small,
            BOUND);
    last = time;
    byte[] body = request.getBytes(StandardCharsets.UTF_8);
    Eventually.answer(LIMIT, () -> name + " is taken", () -> request, () -> post(body));
  }

  private Optional<Boolean> post(byte[] body) throws InterruptedException {
    try {
      Web.post(port, "/v1/metrics", "application/json", body);
      return Optional.of(true);
    } catch (IOException | AssertionError notTaken) {
      return Optional.empty(); // the collector is away, or about to go
    }
  }

  /** What it has counted, over restarts. */
  public long sum() {
    return all.sum;
  }

  /** How many numbers it has counted, over restarts. */
  public long numbers() {
    return all.count;
  }

  /** How many of them belong to the first bucket. */
  public long small() {
    return all.small;
  }

  /** What it has counted since it was started again. */
  public long sumSinceStart() {
    return sinceStart.sum;
  }
}
