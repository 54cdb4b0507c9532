package io.beltline.receiver.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.components.scrape.ScrapeConfig;
import io.beltline.components.scrape.ScrapeLoop;
import io.beltline.model.Signal;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.RealClock;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Targets that go while a scrape of theirs hangs: here one that waits for what else happens. */
@Timeout(60)
class GoneTargetsTest {
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final Pages lists = new Pages();
  private final Pages first = new Pages();
  private final Pages second = new Pages();
  private final RecordingConsumer next = new RecordingConsumer();
  private final CountDownLatch hangs = new CountDownLatch(1);
  private final CountDownLatch goesOn = new CountDownLatch(1);
  private final CountDownLatch isThrough = new CountDownLatch(1);
  private volatile boolean interrupted;

  @BeforeEach
  void pages() {
    first.put("/metrics", Pages.TEXT, "a 1\n");
    second.put("/metrics", Pages.TEXT, "b 1\n");
    list("/one", first, second);
    list("/other");
  }

  @AfterEach
  void close() {
    Stream.of(lists, first, second).forEach(Pages::close);
  }

  private void list(String path, Pages... targets) {
    String addresses =
        Stream.of(targets)
            .map(target -> "\"" + target.address() + "\"")
            .collect(Collectors.joining(","));
    lists.put(path, "application/json", "[{\"targets\": [" + addresses + "]}]");
  }

  private Receiver started() {
    String way = "{url: 'http://" + lists.address() + "/%s', refresh_interval: 100ms}";
    String yaml =
        "config: {scrape_configs: [{job_name: a, scrape_interval: 100ms, http_sd_configs: ["
            + way.formatted("one")
            + ","
            + way.formatted("other")
            + "]}]}\n";
    return started(yaml, TestSettings.of("prometheus"));
  }

  private Receiver started(String yaml, TestSettings settings) {
    Receiver receiver =
        new PrometheusReceiverFactory()
            .create(
                settings.settings(),
                BoundYaml.value(PrometheusReceiverConfig.class, yaml),
                new Outputs() {
                  @Override
                  public Optional<Consumer> consumer(Signal signal) {
                    return Optional.of(next);
                  }

                  @Override
                  public Admission admission() {
                    return Admission.UNLIMITED;
                  }
                });
    receiver.start(new TestHost(RealClock.INSTANCE));
    return receiver;
  }

  private static void end(Receiver receiver) {
    end(receiver, Duration.ofSeconds(5));
  }

  private static void end(Receiver receiver, Duration patience) {
    receiver.shutdown(Deadline.in(RealClock.INSTANCE, patience));
  }

  private ConsumeResult hang() {
    hangs.countDown();
    try {
      goesOn.await();
    } catch (InterruptedException tooLong) {
      interrupted = true;
      Thread.currentThread().interrupt();
    }
    isThrough.countDown();
    return ConsumeResult.accepted();
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
  }

  /** Until the receiver has seen that there is no target. */
  private static void awaitNone(Receiver receiver) {
    Job job = ((PrometheusReceiver) receiver).jobs().getFirst();
    while (!job.loops().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void oneThatHangsCostsNoOtherItsLastScrape() throws IOException {
    TestSettings settings = TestSettings.of("prometheus");
    try (ServerSocket hole = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String targets = "['127.0.0.1:%d', '%s']".formatted(hole.getLocalPort(), first.address());
      String yaml =
          "scrape_on_shutdown: true\n"
              + "config: {scrape_configs: [{job_name: a, scrape_interval: 1000h,"
              + " static_configs: [{targets: "
              + targets
              + "}]}]}\n";
      Receiver receiver = started(yaml, settings);
      receiver.shutdown(Deadline.in(RealClock.INSTANCE, Duration.ofSeconds(2)));
    }
    assertThat(first.requests()).hasSize(1);
    assertThat(settings.meter().count("beltline_prometheus_receiver_scrapes")).isEqualTo(2);
    assertThat(settings.meter().count("beltline_prometheus_receiver_failed_scrapes")).isEqualTo(1);
    assertThat(next.received()).as("of the one that had no time nothing is told").hasSize(1);
  }

  @Test
  void oneThatHangsKeepsNoOtherFromEnding() throws InterruptedException {
    CountDownLatch other = new CountDownLatch(1);
    next.answering(
        (context, telemetry) -> {
          String told = Scraping.json(telemetry);
          if (told.contains(first.address())) {
            return hang();
          }
          (told.contains("'flags':1") ? goesOn : other).countDown();
          return ConsumeResult.accepted();
        });
    Receiver receiver = started();
    await(hangs);
    await(other);
    list("/one");
    await(isThrough);
    end(receiver);
    assertThat(interrupted).as("the second ended while the first hung").isFalse();
  }

  @Test
  void oneThatHangsKeepsNoOtherFromBeingFound() throws InterruptedException {
    list("/one", first);
    next.answering(
        (context, telemetry) -> {
          if (Scraping.json(telemetry).contains(first.address())) {
            return hang();
          }
          goesOn.countDown();
          return ConsumeResult.accepted();
        });
    Receiver receiver = started();
    await(hangs);
    list("/one");
    awaitNone(receiver);
    list("/other", second);
    await(isThrough);
    end(receiver);
    assertThat(interrupted).as("the second was found while the first hung").isFalse();
  }

  @Test
  void whatIsRefusedWhileTheReceiverEndsIsNotToldAgain() throws InterruptedException {
    list("/one", first);
    CountDownLatch scraped = new CountDownLatch(1);
    next.answering(
        (context, telemetry) -> {
          if (!Scraping.json(telemetry).contains("'flags':1")) {
            scraped.countDown();
            return ConsumeResult.accepted();
          }
          hang();
          return ConsumeResult.unavailable("busy", null);
        });
    Receiver receiver = started();
    await(scraped);
    list("/one");
    await(hangs);
    end(receiver, Duration.ofMillis(200));
    await(isThrough);
    int told = next.received().size();
    awaitIntervals(5);
    assertThat(next.received()).hasSize(told);
  }

  /** Until what is done at an interval has been done so often. */
  private static void awaitIntervals(int count) throws InterruptedException {
    CountDownLatch intervals = new CountDownLatch(count);
    ScrapeConfig pace = new ScrapeConfig(INTERVAL, INTERVAL, Duration.ZERO);
    ScrapeLoop beside = new ScrapeLoop(RealClock.INSTANCE, pace, intervals::countDown);
    beside.start();
    await(intervals);
    beside.cancel();
  }

  @Test
  void whatIsToldAgainWhileAnotherHangsEndsWithTheReceiver() throws InterruptedException {
    CountDownLatch one = new CountDownLatch(1);
    CountDownLatch other = new CountDownLatch(1);
    CountDownLatch refused = new CountDownLatch(1);
    next.answering(
        (context, telemetry) -> {
          String told = Scraping.json(telemetry);
          boolean isFirst = told.contains(first.address());
          if (!told.contains("'flags':1")) {
            (isFirst ? one : other).countDown();
            return ConsumeResult.accepted();
          }
          if (isFirst) {
            return hang();
          }
          refused.countDown();
          return ConsumeResult.unavailable("busy", null);
        });
    Receiver receiver = started();
    await(one);
    await(other);
    list("/one", first);
    await(refused);
    list("/one");
    await(hangs);
    awaitIntervals(3); // the other is told again meanwhile, and waits for the first
    Thread ending = Thread.startVirtualThread(() -> end(receiver, Duration.ofMillis(500)));
    boolean ended = ending.join(Duration.ofSeconds(30));
    goesOn.countDown();
    assertThat(ended).isTrue();
    await(isThrough);
  }

  @Test
  void oneThatIsBackHasNotEnded() throws InterruptedException {
    list("/one", first);
    next.answering(
        (context, telemetry) -> {
          if (hangs.getCount() > 0) {
            return hang();
          }
          goesOn.countDown(); // the first of the loop that follows
          return ConsumeResult.accepted();
        });
    Receiver receiver = started();
    await(hangs);
    list("/one");
    awaitNone(receiver);
    list("/other", first);
    await(isThrough);
    end(receiver);
    assertThat(interrupted).isFalse();
    List<String> told = next.received().stream().map(r -> Scraping.json(r.telemetry())).toList();
    assertThat(told).hasSizeGreaterThan(1).noneMatch(one -> one.contains("'flags':1"));
  }
}
