package io.beltline.receiver.prometheus;

import io.beltline.api.ConsumeResult;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Reservation;
import io.beltline.components.otlp.Room;
import io.beltline.components.scrape.Faults;
import io.beltline.components.scrape.ScrapeConfig;
import io.beltline.components.scrape.ScrapeLoop;
import io.beltline.model.Metrics;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.model.otlp.WireWriter;
import io.beltline.transport.http.HttpReply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Scrapes a target again and again. */
final class TargetLoop {
  private static final int SLACK = 1024;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Job job;
  private final Target target;
  private final Faults faults;
  private final TargetSeries series;
  private final TargetReports reports;
  private final ScrapeLoop loop;
  private int usual;
  private boolean refused;

  /** When the receiver ends that has the last scrape made; null before. */
  private @Nullable Deadline end;

  private volatile boolean replaced;
  private volatile LastScrape last = LastScrape.NONE;

  /** A loop that does not run yet. */
  TargetLoop(Job job, Target target, Duration delay) {
    this.job = job;
    this.target = target;
    this.faults = job.faults();
    SampleRules rules = job.rules(target);
    SeriesResolver resolver = new SeriesResolver(rules, job.scope(), target::resource);
    this.series =
        new TargetSeries(
            rules, resolver, new SeriesRoom(job.admission()), faults, target.url().toString());
    this.reports = new TargetReports(job.settings(), target);
    ScrapeConfig pace =
        new ScrapeConfig(
            target.interval(), target.offset(job.clock().unixNanos()).plus(delay), Duration.ZERO);
    this.loop = new ScrapeLoop(job.clock(), pace, this::scrape);
  }

  void start() {
    loop.start();
  }

  Target target() {
    return target;
  }

  /** What the last scrape has come to. */
  LastScrape last() {
    return last;
  }

  /** Begins no further scrape, and waits for none. */
  void cancel() {
    loop.cancel();
  }

  /** Another loop goes on with the target: its series have not ended. */
  void replaced() {
    replaced = true;
  }

  /** Waits for a scrape until the deadline, then interrupts it. */
  void await(Deadline deadline) {
    loop.shutdown(deadline);
  }

  /**
   * Ends because the target is gone, and tells that its series have ended; nothing runs any more.
   *
   * @return whether nothing is left to be told; else it is to be called again
   */
  boolean end() {
    SampleTimes times = times(); // before it asks: who replaces it tells of later ones
    boolean told = true;
    if (!replaced) {
      series.begin(times, 0);
      told = hand(request(Room.unlimited()), null);
      faults.report();
    }
    if (told) {
      letGo();
    }
    return told;
  }

  /** Forgets its series. */
  void letGo() {
    series.close();
  }

  /**
   * Ends because the receiver does: series go on elsewhere or later.
   *
   * @param once whether a last scrape is wanted
   */
  void shutdown(Deadline deadline, boolean once) {
    loop.shutdown(deadline);
    if (once) {
      end = deadline;
      scrape();
    }
    series.close();
  }

  private SampleTimes times() {
    long now = job.clock().unixNanos();
    return new SampleTimes(
        now - now % NANOS_PER_MILLI,
        job.settings().job().honorTimestamps(),
        job.settings().job().trackTimestampsStaleness());
  }

  private void scrape() {
    SampleTimes times = times();
    long begun = job.clock().nanoTime();
    ScrapeCounts counts = series.begin(times, job.settings().sampleLimit());
    Reservation reservation = job.admission().reserve(0);
    try {
      HttpReply.Response response = ask(counts, reservation);
      if (Thread.currentThread().isInterrupted()) {
        return; // the receiver ends, and has not failed to scrape
      }
      if (response == null && end != null && end.isExpired()) {
        told(counts, last); // it had not the time it may take, so that its series have not ended
        return;
      }
      Room room = Room.beside(reservation); // beside the answer
      if (response != null) {
        ExpositionReader.read(response, job.settings(), series, room);
      }
      if (counts.failed()) {
        beginAnew(room);
      }
      Duration took = Duration.ofNanos(job.clock().nanoTime() - begun);
      long size = response == null ? -1 : response.body().length();
      reports.add(series, counts, took, size);
      Slice request = reservation == null ? null : request(room);
      if (request == null && !counts.failed()) {
        counts.fail(ScrapeCounts.MEMORY, "there is no memory for its points now");
        beginAnew(room);
        reports.add(series, counts, took, size);
        request = request(room);
      }
      told(counts, new LastScrape(times.now(), took, counts.failed() ? counts.words() : ""));
      hand(request, reservation);
    } finally {
      if (reservation != null) {
        reservation.close();
      }
    }
    faults.report();
  }

  /** What it has told is of no use. */
  private void beginAnew(Room room) {
    series.beginAnew();
    room.release();
  }

  private void told(ScrapeCounts counts, LastScrape scrape) {
    if (counts.failed()) {
      faults.add("scrape", counts.reason(), target.url() + ": " + counts.words(), 1);
    }
    job.count(counts);
    last = scrape;
  }

  /** Asks for the exposition; null if there is none, and then the counts say why. */
  private HttpReply.@Nullable Response ask(ScrapeCounts counts, @Nullable Reservation reservation) {
    if (reservation == null) {
      counts.fail(ScrapeCounts.MEMORY, "there is no memory for an answer now");
      return null;
    }
    if (job.hasTooMany()) {
      counts.fail("target_limit", "the job has more targets than target_limit");
      return null;
    }
    Deadline own = Deadline.in(job.clock(), target.timeout());
    Deadline until = end == null ? own : end.within(target.timeout());
    return job.client().ask(target, until, reservation, counts);
  }

  /** The points of the scrape as a request, empty without any; null if there is no room for it. */
  private @Nullable Slice request(Room room) {
    WireWriter request = new WireWriter(usual + SLACK);
    try {
      long points = series.write(request, room);
      room.settle(request.size());
      usual = request.size();
      return points == 0 ? Slice.EMPTY : request.toSlice();
    } catch (Room.NoRoomException none) {
      return null;
    }
  }

  /** Hands a request on; false if it is not taken. */
  private boolean hand(@Nullable Slice request, @Nullable Reservation reservation) {
    ConsumeResult result;
    if (request == null) {
      job.overloaded(series.due());
      result = ConsumeResult.unavailable("there is no memory for the request now", null);
    } else if (request.length() == 0) {
      series.sweep(true);
      return true;
    } else {
      Context context =
          reservation == null ? Context.EMPTY : Context.EMPTY.withReservation(reservation);
      result = job.consumer().consume(context, new Metrics(Payload.of(request)));
    }
    heard(result);
    series.sweep(result.isAccepted());
    return result.isAccepted();
  }

  private void heard(ConsumeResult result) {
    if (result.isAccepted() == refused) {
      refused = !refused;
      if (refused) {
        job.logger()
            .atWarn()
            .log("metrics of {} are refused from now on: {}", target.url(), result);
      } else {
        job.logger().atInfo().log("metrics of {} are accepted again", target.url());
      }
    }
  }

  /**
   * What a scrape has come to.
   *
   * @param unixNanos when it began; 0 if there was none
   * @param took how long it took
   * @param error why it failed, empty if it did not
   */
  record LastScrape(long unixNanos, Duration took, String error) {
    static final LastScrape NONE = new LastScrape(0, Duration.ZERO, "");
  }
}
