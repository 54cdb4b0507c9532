package io.beltline.receiver.statsd;

import io.beltline.api.Admission;
import io.beltline.api.Clock;
import io.beltline.api.Settings;
import io.beltline.components.intake.EntryRoom;
import io.beltline.components.intake.ReceivedLines;
import io.beltline.components.metrics.MetricsBuilder;
import io.beltline.model.Slice;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Adds measurements up, by source and series, until somebody takes what there is. Safe for all
 * threads.
 */
final class Aggregator {
  private static final String SCOPE =
      "github.com/open-telemetry/opentelemetry-collector-contrib/receiver/statsdreceiver";

  /** At which size the points of gauges that are told singly are not kept any longer, at most. */
  private static final long EARLY = 4L << 20;

  /** The part of the room that gauges may take that are remembered. */
  private static final int REMEMBERED = 8;

  private final Settings settings;
  private final StatsdReceiverConfig config;
  private final Clock clock;
  private final EntryRoom room;
  private final Observers observers;
  private final DoubleSupplier chance;
  private final Slice scope;
  private final GaugeMemory gauges;
  private final Runnable early;
  private Window window;

  /**
   * Begins with nothing.
   *
   * @param admission of which what is kept takes a part
   * @param early is run when points of gauges should be taken before their time; must not block
   */
  Aggregator(
      Settings settings,
      StatsdReceiverConfig config,
      Clock clock,
      Admission admission,
      Runnable early) {
    this.settings = settings;
    this.config = config;
    this.clock = clock;
    this.room = new EntryRoom(admission);
    this.observers = new Observers(config.timerHistogramMapping());
    this.chance = () -> ThreadLocalRandom.current().nextDouble();
    this.scope = MetricsBuilder.scope(SCOPE, settings.build().version());
    this.gauges = new GaugeMemory(config.maxSeries(), new EntryRoom(admission, REMEMBERED));
    this.early = early;
    this.window = new Window(room, clock.unixNanos());
  }

  /** The name of the source of a sender's measurements. */
  String source(String peer) {
    if (config.ignoreHost()) {
      return "";
    }
    int colon = peer.lastIndexOf(':');
    return config.enableIpOnlyAggregation() && colon >= 0 ? peer.substring(0, colon) : peer;
  }

  /** Takes a measurement; what there is no place for is dropped and counted. */
  void take(String source, Sample sample) {
    String reason = null;
    boolean much;
    synchronized (this) {
      reason = add(source, sample);
      much = window.pointBytes() > Math.min(EARLY, room.most() / 2);
    }
    if (reason != null) {
      ReceivedLines.dropped(settings, reason).add(sample.values().size());
    }
    if (much) {
      early.run();
    }
  }

  private @Nullable String add(String source, Sample sample) {
    return switch (sample.series().type()) {
      case COUNTER -> count(source, sample);
      case GAUGE -> set(source, sample);
      case TIMING, HISTOGRAM, DISTRIBUTION -> observe(source, sample);
    };
  }

  private @Nullable String count(String source, Sample sample) {
    Supplier<Series> maker =
        () ->
            new Series.Counter(
                config.isMonotonicCounter(), config.counterType() != CounterType.FLOAT);
    if (!(series(source, sample, maker) instanceof Series.Counter counter)) {
      return full();
    }
    for (Sample.Value value : sample.values()) {
      double all = value.number() / sample.rate();
      counter.add(
          config.counterType() == CounterType.STOCHASTIC_INT
              ? Math.floor(all) + (chance.getAsDouble() < all - Math.floor(all) ? 1 : 0)
              : all,
          sample.time());
    }
    return null;
  }

  private @Nullable String set(String source, Sample sample) {
    boolean known = window.find(source, sample.series()) != null;
    if (!(series(source, sample, Series.Gauge::new) instanceof Series.Gauge gauge)) {
      return full();
    }
    double value = known ? gauge.value() : gauges.value(source, sample.series());
    for (Sample.Value next : sample.values()) {
      value = next.number() + (next.relative() ? value : 0);
    }
    gauge.set(value, sample.time() == 0 ? clock.unixNanos() : sample.time());
    return null;
  }

  private @Nullable String observe(String source, Sample sample) {
    SeriesKey key = sample.series();
    Observer observer = observers.of(key.type());
    if (observer == null) {
      return "disabled";
    }
    return switch (observer.type()) {
      case GAUGE -> {
        singly(source, sample);
        yield null;
      }
      case SUMMARY -> summarize(source, sample, observer);
      case HISTOGRAM -> {
        Supplier<Series> maker = () -> new Series.Histogram(CountedValues.of(observer, key.name()));
        if (!(series(source, sample, maker) instanceof Series.Histogram histogram)) {
          yield full();
        }
        long before = histogram.bytes();
        for (Sample.Value value : sample.values()) {
          histogram.add(value.number(), 1 / sample.rate());
        }
        // a histogram grows to its size at most: it goes on even where there is no room left
        window.grown(source, histogram.bytes() - before);
        yield null;
      }
    };
  }

  /** Keeps as many values as there is a place for, and counts the others itself. */
  private void singly(String source, Sample sample) {
    long now = clock.unixNanos();
    int left = sample.values().size();
    for (Sample.Value value : sample.values()) {
      if (window.samples() >= config.maxSamples()) {
        ReceivedLines.dropped(settings, "too_many_samples").add(left);
        return;
      }
      if (!window.point(source, sample.series(), scope, value.number(), now)) {
        ReceivedLines.dropped(settings, "no_room").add(left);
        return;
      }
      left--;
    }
  }

  private @Nullable String summarize(String source, Sample sample, Observer observer) {
    Supplier<Series> maker = () -> new Series.Summary(observer.percentiles());
    if (window.samples() + sample.values().size() > config.maxSamples()) {
      return "too_many_samples";
    }
    if (!(series(source, sample, maker) instanceof Series.Summary summary)) {
      return full();
    }
    if (!window.grown(source, summary.growth(sample.values().size()))) {
      return "no_room";
    }
    for (Sample.Value value : sample.values()) {
      summary.add(value.number(), 1 / sample.rate());
      window.sampled();
    }
    return null;
  }

  private @Nullable Series series(String source, Sample sample, Supplier<Series> maker) {
    Series known = window.find(source, sample.series());
    if (known != null || window.series() >= config.maxSeries()) {
      return known;
    }
    return window.create(source, sample.series(), maker);
  }

  private String full() {
    return window.series() >= config.maxSeries() ? "too_many_series" : "no_room";
  }

  /** Takes all there is, and begins an interval. The window is to be closed afterwards. */
  Taken all() {
    synchronized (this) {
      Window taken = window;
      taken.gauges(gauges::put);
      long now = clock.unixNanos();
      window = new Window(room, now);
      return new Taken(taken.parts(scope, now), taken::give, taken::close);
    }
  }

  /** Takes the points of gauges that are told singly; the interval goes on. */
  Taken points() {
    synchronized (this) {
      Window from = window;
      return new Taken(from.points(), part -> give(from, part), () -> {});
    }
  }

  private void give(Window window, Window.Part part) {
    synchronized (this) {
      window.give(part);
    }
  }

  /** Goes on with the gauges of the receiver before this one. */
  void load(GaugeMemory.Left left) {
    synchronized (this) {
      gauges.load(left);
    }
  }

  /** Gives all memory back, and leaves the gauges. */
  GaugeMemory.Left end() {
    synchronized (this) {
      window.close();
      return gauges.end();
    }
  }

  /**
   * What was taken.
   *
   * @param parts by source, made when they are asked for
   * @param done hears of each part that the pipeline has, and gives its memory back
   * @param end gives all memory back
   */
  record Taken(Deque<Supplier<Window.Part>> parts, Consumer<Window.Part> done, Runnable end) {}
}
