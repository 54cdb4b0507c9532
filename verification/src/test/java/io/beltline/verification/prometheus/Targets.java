package io.beltline.verification.prometheus;

import io.beltline.verification.peer.PrometheusServer.Point;
import io.beltline.verification.peer.Web;
import io.beltline.verification.process.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Targets that all send at once, each its metrics round after round, as they stand. A request is
 * sent until it is taken, and then the next one. Closing waits for nobody.
 */
final class Targets implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration PACE = Duration.ofMillis(25);
  private static final int COUNTERS_OF = 2;

  /** What series there are, and what was sent of them. */
  record Series(String instance, String name) implements Comparable<Series> {
    @Override
    public int compareTo(Series other) {
      int order = instance.compareTo(other.instance);
      return order == 0 ? name.compareTo(other.name) : order;
    }
  }

  private final int port;
  private final int metrics;
  private final int rounds;
  private final AtomicInteger allowed = new AtomicInteger();
  private final AtomicInteger taken = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<Map<Series, List<Point>>>> targets;

  /** Starts them; they wait until a round is allowed. */
  Targets(int port, int targets, int metrics, int rounds) {
    this.port = port;
    this.metrics = metrics;
    this.rounds = rounds;
    this.targets =
        IntStream.range(0, targets).mapToObj(target -> threads.submit(sending(target))).toList();
  }

  /** Lets each send until it has sent so many rounds. */
  void allow(int rounds) {
    allowed.set(rounds);
  }

  /** Waits until they have sent so many rounds on average. */
  void awaitTaken(int rounds) throws Exception {
    int requests = rounds * targets.size();
    Eventually.answer(
        LIMIT,
        () -> requests + " requests are taken",
        () -> taken.toString(),
        () -> taken.get() < requests ? Optional.empty() : Optional.of(true));
  }

  /** Waits for the last round, and says what was sent. */
  Map<Series, List<Point>> sent() throws Exception {
    Map<Series, List<Point>> all = new TreeMap<>();
    for (Future<Map<Series, List<Point>>> target : targets) {
      all.putAll(target.get());
    }
    return all;
  }

  private Callable<Map<Series, List<Point>>> sending(int target) {
    return () -> {
      Map<Series, List<Point>> sent = new TreeMap<>();
      long time = 0;
      for (int round = 0; round < rounds; round++) {
        while (round >= allowed.get()) {
          LockSupport.parkNanos(PACE.toNanos());
        }
        LockSupport.parkNanos(PACE.toNanos());
        time = Math.max(System.currentTimeMillis(), time + 1);
        byte[] request = request(target, round, time, sent);
        Eventually.answer(
            LIMIT, () -> "target " + target + " is taken", () -> "", () -> post(request));
        taken.incrementAndGet();
      }
      return sent;
    };
  }

  private Optional<Boolean> post(byte[] request) throws InterruptedException {
    try {
      Web.post(port, "/v1/metrics", "application/json", request);
      return Optional.of(true);
    } catch (IOException | AssertionError notTaken) {
      return Optional.empty(); // the collector is away, or about to go
    }
  }

  private byte[] request(int target, int round, long time, Map<Series, List<Point>> sent) {
    StringBuilder json = new StringBuilder(8192);
    json.append("{\"resourceMetrics\":[{\"resource\":{\"attributes\":[");
    json.append(attribute("service.name", "order")).append(',');
    json.append(attribute("service.instance.id", "target-" + target));
    json.append("]},\"scopeMetrics\":[{\"metrics\":[");
    for (int metric = 0; metric < metrics; metric++) {
      boolean counter = metric % COUNTERS_OF == 0;
      long value =
          counter ? (round + 1L) * (target * 100L + metric + 1) : (round * 7919L + target) % 1000;
      json.append(metric == 0 ? "" : ",")
          .append("{\"name\":\"order.%d\",\"%s\":{".formatted(metric, counter ? "sum" : "gauge"))
          .append(counter ? "\"aggregationTemporality\":2,\"isMonotonic\":true," : "")
          .append("\"dataPoints\":[{\"timeUnixNano\":\"%d000000\",".formatted(time))
          .append("\"asInt\":\"%d\"}]}}".formatted(value));
      String name = "order_" + metric + (counter ? "_total" : "");
      sent.computeIfAbsent(new Series("target-" + target, name), first -> new ArrayList<>())
          .add(new Point(time, value));
    }
    return json.append("]}]}]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String attribute(String key, String value) {
    return "{\"key\":\"%s\",\"value\":{\"stringValue\":\"%s\"}}".formatted(key, value);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
