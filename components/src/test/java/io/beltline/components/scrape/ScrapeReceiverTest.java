package io.beltline.components.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Admission;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Deadline;
import io.beltline.api.Outputs;
import io.beltline.api.Settings;
import io.beltline.connector.Points;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.testkit.FakeClock;
import io.beltline.testkit.LogLines;
import io.beltline.testkit.RecordingConsumer;
import io.beltline.testkit.TestHost;
import io.beltline.testkit.TestSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScrapeReceiverTest {
  private static final MetricSpec SPEC = MetricSpec.counter("scrapes", "{scrape}", "Scrapes.");
  private static final MetricTable TABLE = new MetricTable("test", "scope", "", List.of(SPEC));

  private final FakeClock clock = new FakeClock();
  private final TestHost host = new TestHost(clock);
  private final TestSettings settings = TestSettings.of("scraping");
  private final RecordingConsumer next = new RecordingConsumer();
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private Duration interval = Duration.ofSeconds(10);
  private Duration timeout = Duration.ZERO;

  private ScrapeReceiver started(Scraper... scrapers) {
    Settings whole = settings.settings();
    ScrapeReceiver receiver =
        new ScrapeReceiver(
            new Settings(
                whole.id(), new LogLines(lines), whole.meter(), whole.ledger(), whole.build()),
            new ScrapeConfig(interval, Duration.ofSeconds(1), timeout),
            new OneOutput(Optional.of(next)),
            given -> List.of(scrapers));
    receiver.start(host);
    return receiver;
  }

  private record OneOutput(Optional<Consumer> metrics) implements Outputs {
    @Override
    public Optional<Consumer> consumer(Signal signal) {
      return signal == Signal.METRICS ? metrics : Optional.empty();
    }

    @Override
    public Admission admission() {
      return Admission.UNLIMITED;
    }
  }

  /** Does something, then gives one point. */
  private final class One implements Scraper {
    private final MetricSheet sheet = new MetricSheet(TABLE, Map.of(), "1");
    private final Runnable before;
    private long scrapes;

    One(Runnable before) {
      this.before = before;
    }

    @Override
    public String name() {
      return "one";
    }

    @Override
    public void scrape(ScrapeRun run) {
      sheet.begin(1, run.now());
      sheet.of(SPEC).add(++scrapes);
      run.write(sheet, Slice.EMPTY);
      before.run();
    }
  }

  private void end(ScrapeReceiver receiver) {
    receiver.shutdown(Deadline.in(clock, Duration.ofSeconds(5)));
  }

  @AfterEach
  void nothingIsPlanned() {
    assertThat(clock.pending()).isZero();
  }

  @Test
  void scrapesAtTheIntervalAndNoMoreAfterTheEnd() {
    ScrapeReceiver receiver = started(new One(() -> {}), new One(() -> {}));
    assertThat(next.received()).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(next.received()).hasSize(1);
    assertThat(Points.lines(next.received().getFirst().telemetry()))
        .containsExactly("scrapes{} 1", "scrapes{} 1");
    clock.advance(Duration.ofSeconds(30));
    assertThat(next.received()).hasSize(4);
    end(receiver);
    clock.advance(Duration.ofMinutes(5));
    assertThat(next.received()).hasSize(4);
    assertThat(settings.meter().count("otelcol_scraper_scraped_metric_points")).isEqualTo(8);
  }

  @Test
  void momentsThatALongScrapeMissesAreLeftOut() throws InterruptedException {
    ScrapeReceiver receiver =
        started(
            new One(
                () -> {
                  try {
                    clock.sleep(Duration.ofSeconds(25));
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
    clock.advance(Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(25));
    clock.awaitPending(1);
    // began at 1 s, ended at 26 s, so that 11 and 21 s were missed
    assertThat(clock.waits()).containsExactly(Duration.ofSeconds(5));
    end(receiver);
  }

  @Test
  void aScraperThatFailsIsCountedAndTheOthersGoOn() {
    ScrapeReceiver receiver =
        started(
            new One(
                () -> {
                  throw new IllegalStateException("broken");
                }),
            new One(() -> {}));
    clock.advance(Duration.ofSeconds(11));
    assertThat(next.received()).hasSize(2);
    assertThat(Points.lines(next.received().getLast().telemetry())).containsExactly("scrapes{} 2");
    assertThat(
            settings
                .meter()
                .count(
                    "beltline_scraper_faults",
                    Map.of("scraper", "one", "what", "scraper", "reason", "failed")))
        .isEqualTo(2);
    end(receiver);
  }

  @Test
  void thePointsOfAScrapeThatFailedHalfWayAreNotSentWithTheNext() {
    MetricSheet sheet = new MetricSheet(TABLE, Map.of(), "1");
    long[] scrapes = {0};
    ScrapeReceiver receiver =
        started(
            new OnFiles(
                run -> {
                  sheet.begin(1, run.now());
                  sheet.of(SPEC).add(++scrapes[0]);
                  if (scrapes[0] == 1) {
                    throw new IllegalStateException("half way");
                  }
                  run.write(sheet, Slice.EMPTY);
                }));
    clock.advance(Duration.ofSeconds(11));
    assertThat(Points.lines(next.received().getLast().telemetry())).containsExactly("scrapes{} 2");
    end(receiver);
  }

  /** Looks at files, in the way a test says. */
  private record OnFiles(java.util.function.Consumer<ScrapeRun> how, Runnable free)
      implements Scraper {
    OnFiles(java.util.function.Consumer<ScrapeRun> how) {
      this(how, () -> {});
    }

    @Override
    public String name() {
      return "files";
    }

    @Override
    public boolean looksAtFiles() {
      return true;
    }

    @Override
    public void scrape(ScrapeRun run) {
      how.accept(run);
    }

    @Override
    public void shutdown() {
      free.run();
    }
  }

  @Test
  void whatLooksAtFilesKeepsNoCarrier() {
    List<Boolean> virtual = new ArrayList<>();
    ScrapeReceiver receiver =
        started(new OnFiles(run -> virtual.add(Thread.currentThread().isVirtual())));
    clock.advance(Duration.ofSeconds(1));
    assertThat(virtual).containsExactly(false);
    end(receiver);
  }

  @Test
  void aScrapeThatHangsInTheSystemIsToldAndLeftBehind() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch back = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    ScrapeReceiver receiver =
        started(
            new OnFiles(
                run -> {
                  begun.countDown();
                  uninterruptibly(back);
                },
                ended::incrementAndGet));
    Thread time = Thread.ofVirtual().start(() -> clock.advance(Duration.ofSeconds(1)));
    begun.await();
    clock.advance(Duration.ofSeconds(25));
    assertThat(
            settings
                .meter()
                .count(
                    "beltline_scraper_faults",
                    Map.of("scraper", "files", "what", "scrape", "reason", "overdue")))
        .isEqualTo(2);
    receiver.shutdown(new Deadline(clock, clock.nanoTime()));
    assertThat(ended).hasValue(0); // it uses what would be freed
    time.join();
    back.countDown();
  }

  @Test
  void aScrapeThatHangsEndsNoOtherFault() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch back = new CountDownLatch(1);
    AtomicInteger scrapes = new AtomicInteger();
    ScrapeReceiver receiver =
        started(
            new OnFiles(
                run -> {
                  run.faults().add("stat", "denied", "process 1", 1);
                  if (scrapes.incrementAndGet() == 2) {
                    begun.countDown();
                    uninterruptibly(back);
                  }
                }));
    clock.advance(Duration.ofSeconds(1));
    Thread time = Thread.ofVirtual().start(() -> clock.advance(Duration.ofSeconds(10)));
    begun.await();
    clock.advance(Duration.ofSeconds(125));
    back.countDown();
    time.join();
    end(receiver);
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).contains("stat (denied)");
    assertThat(lines.getLast()).contains("scrape (overdue)").doesNotContain("stat");
  }

  private static void uninterruptibly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException inVain) {
        Thread.yield();
      }
    }
  }

  @Test
  void whatIsNotDoneInTimeIsLeftOutAndCounted() {
    timeout = Duration.ofSeconds(3);
    Runnable slow =
        () -> {
          try {
            clock.sleep(Duration.ofSeconds(4));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    ScrapeReceiver receiver = started(new One(slow), new One(() -> {}));
    clock.advance(Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(4));
    clock.awaitPending(1);
    assertThat(Points.lines(next.received().getFirst().telemetry())).containsExactly("scrapes{} 1");
    assertThat(
            settings
                .meter()
                .count(
                    "beltline_scraper_faults",
                    Map.of("scraper", "one", "what", "scrape", "reason", "timeout")))
        .isEqualTo(1);
    end(receiver);
  }

  @Test
  void aScrapeThatHangsIsInterruptedAtTheDeadline() {
    CountDownLatch interrupted = new CountDownLatch(1);
    ScrapeReceiver receiver =
        started(
            new One(
                () -> {
                  try {
                    clock.sleep(Duration.ofDays(1));
                  } catch (InterruptedException e) {
                    interrupted.countDown();
                    Thread.currentThread().interrupt();
                  }
                }));
    clock.advance(Duration.ofSeconds(1));
    receiver.shutdown(new Deadline(clock, clock.nanoTime()));
    assertThat(interrupted.getCount()).isZero();
  }

  @Test
  void whatIsRefusedIsNotKept() {
    next.answering(ConsumeResult.unavailable("full", null));
    ScrapeReceiver receiver = started(new One(() -> {}));
    clock.advance(Duration.ofSeconds(11));
    next.answering(ConsumeResult.accepted());
    clock.advance(Duration.ofSeconds(10));
    assertThat(next.received()).hasSize(3);
    assertThat(Points.lines(next.received().getLast().telemetry())).containsExactly("scrapes{} 3");
    end(receiver);
  }

  @Test
  void withoutAPipelineOfMetricsNothingIsScraped() {
    ScrapeReceiver receiver =
        new ScrapeReceiver(
            settings.settings(),
            new ScrapeConfig(interval, Duration.ZERO, timeout),
            new OneOutput(Optional.empty()),
            given -> List.of(new One(() -> {})));
    receiver.start(host);
    clock.advance(Duration.ofMinutes(1));
    end(receiver);
    assertThat(next.received()).isEmpty();
  }
}
