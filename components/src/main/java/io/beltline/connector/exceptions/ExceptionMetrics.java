package io.beltline.connector.exceptions;

import io.beltline.api.Clock;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
import io.beltline.api.Host;
import io.beltline.api.Meter;
import io.beltline.api.Settings;
import io.beltline.components.metrics.MetricHead;
import io.beltline.components.metrics.MetricsBuilder;
import io.beltline.connector.exceptions.FoundException.OfLog;
import io.beltline.connector.exceptions.FoundException.OfSpan;
import io.beltline.model.Metrics;
import io.beltline.model.Signal;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.Attribute;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.WireWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts exceptions and tells what changed after each request that brought some. What a destination
 * refuses is told again with the next exceptions, after a minute, and at shutdown. Safe for all
 * threads.
 */
final class ExceptionMetrics {
  private static final Duration ROUND = Duration.ofMinutes(1);
  private static final Slice SCOPE = MetricsBuilder.scope("exceptionsconnector", "");
  private static final MetricHead HEAD =
      MetricHead.counter("exceptions", "", MetricHead.CUMULATIVE);

  private final Settings settings;
  private final Dimensions dimensions;
  private final boolean exemplars;
  private final Consumer next;
  private final Meter.Counter overflows;
  private final TextLimit texts;
  private final ExceptionsConfig config;
  private volatile ExceptionTable table;
  private Clock.@Nullable Cancellable round;

  ExceptionMetrics(
      Settings settings, ExceptionsConfig config, Dimensions dimensions, Consumer next) {
    this.settings = settings;
    this.config = config;
    this.table = new ExceptionTable(config, 0);
    this.dimensions = dimensions;
    this.exemplars = config.exemplars().enabled();
    this.next = next;
    this.overflows =
        counter(
            "overflows",
            "{exception}",
            "Exceptions in the series of all others, since a limit was reached.");
    this.texts =
        new TextLimit(counter("cut_texts", "{text}", "Texts that were too long to be kept whole."));
  }

  private Meter.Counter counter(String name, String unit, String description) {
    return settings
        .meter()
        .counter("beltline_connector_exceptions_" + name, unit, description, Map.of());
  }

  /** Goes on where the connector before this one ended, if that counted in the same way. */
  synchronized void start(Host host) {
    table =
        host.handedOver(ExceptionTable.class)
            .filter(left -> left.fits(config))
            .orElseGet(() -> new ExceptionTable(config, host.clock().unixNanos()));
    arm(host.clock());
  }

  private void arm(Clock clock) {
    round = clock.schedule(ROUND, () -> round(clock));
  }

  private synchronized void round(Clock clock) {
    if (round != null) {
      send(clock, false);
      arm(clock);
    }
  }

  /** Tells the rest and leaves what was counted to the connector that follows. */
  synchronized void shutdown(Host host) {
    if (round != null) {
      round.cancel();
      round = null;
    }
    send(host.clock(), true);
    host.handOver(table);
  }

  /**
   * Counts the exceptions of a request; says how many there were.
   *
   * @param time by the monotonic clock
   */
  long add(Telemetry telemetry, long time) {
    long[] found = {0};
    ExceptionTable now = table;
    synchronized (now) {
      ExceptionWalk.walk(
          telemetry,
          exception -> {
            add(now, exception, time);
            found[0]++;
          });
    }
    return found[0];
  }

  private void add(ExceptionTable to, FoundException exception, long time) {
    ExceptionSeries one = to.of(key(exception), time);
    one.add();
    if (ExceptionTable.isOverflow(one)) {
      overflows.add(1);
    }
    if (exemplars) {
      switch (exception) {
        case OfSpan span -> one.example(span.span().traceId(), span.span().spanId());
        case OfLog log -> one.example(log.log().traceId(), log.log().spanId());
      }
    }
  }

  private Slice key(FoundException exception) {
    WireWriter key = new WireWriter();
    attributes(exception)
        .forEach(one -> key.attribute(NumberDataPointView.ATTRIBUTES, texts.bound(one)));
    return Slice.of(key.toSlice().toByteArray());
  }

  private List<Attribute> attributes(FoundException exception) {
    return switch (exception) {
      case OfSpan found -> {
        List<Attribute> all = Dimensions.common(found.service(), found.span());
        all.addAll(
            dimensions.configured(
                found.span().attributes(),
                found.event().attributes(),
                found.resource().attributes()));
        yield all;
      }
      case OfLog found -> {
        List<Attribute> all = Dimensions.common(found.service(), null);
        all.addAll(dimensions.configured(found.log().attributes(), found.resource().attributes()));
        yield all;
      }
    };
  }

  /**
   * Points that are to be told.
   *
   * @param counts what they tell
   * @param now when, by the monotonic clock
   * @param time when, in Unix nanoseconds
   */
  private record News(Metrics metrics, Map<ExceptionSeries, Long> counts, long now, long time) {}

  private static News news(ExceptionTable table, Clock clock, boolean last) {
    Map<ExceptionSeries, Long> counts = new LinkedHashMap<>();
    MetricsBuilder builder = new MetricsBuilder();
    long now = clock.nanoTime();
    long time = clock.unixNanos();
    synchronized (table) {
      List<ExceptionSeries> told =
          table.all(one -> one.isNews() || (!last && ExceptionTable.isStale(one, now)));
      Runnable points = () -> told.forEach(one -> builder.point(out -> one.write(out, time)));
      Runnable metric = () -> builder.metric(HEAD, points);
      builder.resource(Slice.EMPTY, () -> builder.scope(SCOPE, metric));
      told.forEach(one -> counts.put(one, one.count()));
    }
    return new News(builder.build(), counts, now, time);
  }

  /**
   * Tells what is not told yet, and for the last time what was not seen for long; that is forgotten
   * then.
   *
   * @param last whether nothing can be told any more
   */
  void send(Clock clock, boolean last) {
    ExceptionTable now = table;
    synchronized (now.sending()) {
      News news = news(now, clock, last);
      if (news.counts().isEmpty()) {
        return;
      }
      long points = news.metrics().itemCount();
      ConsumeResult result = next.consume(Context.EMPTY, news.metrics());
      if (result.isAccepted()) {
        settings.ledger().created(Signal.METRICS, "exceptions", points);
        synchronized (now) {
          news.counts().forEach(ExceptionSeries::told);
          if (!last) {
            now.forget(news.now(), news.time());
          }
        }
      } else {
        settings.logger().atWarn().log("metrics of exceptions were refused: {}", result);
        if (last) {
          settings.ledger().created(Signal.METRICS, "exceptions", points);
          settings.ledger().dropped(Signal.METRICS, "shutdown", points);
        }
      }
    }
  }
}
