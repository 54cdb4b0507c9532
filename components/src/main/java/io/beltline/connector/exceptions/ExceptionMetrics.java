package io.beltline.connector.exceptions;

import io.beltline.api.Clock;
import io.beltline.api.ConsumeResult;
import io.beltline.api.Consumer;
import io.beltline.api.Context;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts exceptions and tells what changed after each request that brought some. What a destination
 * refuses is told again with the next exceptions, and at shutdown. Safe for all threads.
 */
final class ExceptionMetrics {
  /** More kinds than anybody would look at; the rest counts in one series. */
  static final int MOST_SERIES = 10_000;

  private static final Slice SCOPE = MetricsBuilder.scope("exceptionsconnector", "");
  private static final Slice OVERFLOW =
      new WireWriter()
          .attribute(NumberDataPointView.ATTRIBUTES, Attribute.of("otel.metric.overflow", true))
          .toSlice();
  private static final MetricHead HEAD =
      MetricHead.counter("exceptions", "", MetricHead.CUMULATIVE);

  private final Settings settings;
  private final Dimensions dimensions;
  private final boolean exemplars;
  private final Consumer next;
  private final Meter.Counter overflows;
  private final Map<Slice, ExceptionSeries> series = new LinkedHashMap<>();

  /** Guards what is sent, so that points stay in order. */
  private final Object sending = new Object();

  private long start;

  ExceptionMetrics(Settings settings, Dimensions dimensions, boolean exemplars, Consumer next) {
    this.settings = settings;
    this.dimensions = dimensions;
    this.exemplars = exemplars;
    this.next = next;
    this.overflows =
        settings
            .meter()
            .counter(
                "beltline_connector_exceptions_overflows",
                "{exception}",
                "Exceptions in the series of all others, since a limit was reached.",
                Map.of());
  }

  void start(Clock clock) {
    start = clock.unixNanos();
  }

  /** Counts the exceptions of a request; says how many there were. */
  long add(Telemetry telemetry) {
    long[] found = {0};
    synchronized (series) {
      ExceptionWalk.walk(
          telemetry,
          exception -> {
            add(exception);
            found[0]++;
          });
    }
    return found[0];
  }

  private void add(FoundException exception) {
    ExceptionSeries one = of(key(exception));
    one.add();
    if (exemplars) {
      switch (exception) {
        case OfSpan span -> one.example(span.span().traceId(), span.span().spanId());
        case OfLog log -> one.example(log.log().traceId(), log.log().spanId());
      }
    }
  }

  private ExceptionSeries of(Slice key) {
    ExceptionSeries there = series.get(key);
    if (there == null && series.size() >= MOST_SERIES && !key.equals(OVERFLOW)) {
      overflows.add(1);
      return of(OVERFLOW);
    }
    return there != null ? there : series.computeIfAbsent(key, ExceptionSeries::new);
  }

  private Slice key(FoundException exception) {
    WireWriter key = new WireWriter();
    attributes(exception)
        .forEach(attribute -> key.attribute(NumberDataPointView.ATTRIBUTES, attribute));
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

  /** Points that are not told yet, and what they tell. */
  private record News(Metrics metrics, Map<ExceptionSeries, Long> counts) {}

  private News news(long now) {
    Map<ExceptionSeries, Long> counts = new LinkedHashMap<>();
    MetricsBuilder builder = new MetricsBuilder();
    synchronized (series) {
      List<ExceptionSeries> changed = new ArrayList<>();
      series.values().stream().filter(ExceptionSeries::isNews).forEach(changed::add);
      builder.resource(
          Slice.EMPTY,
          () ->
              builder.scope(
                  SCOPE,
                  () ->
                      builder.metric(
                          HEAD,
                          () ->
                              changed.forEach(
                                  one -> builder.point(out -> one.write(out, start, now))))));
      changed.forEach(one -> counts.put(one, one.count()));
    }
    return new News(builder.build(), counts);
  }

  /** Tells what is not told yet. */
  void send(Clock clock, boolean last) {
    synchronized (sending) {
      News news = news(clock.unixNanos());
      if (news.counts().isEmpty()) {
        return;
      }
      ConsumeResult result = next.consume(Context.EMPTY, news.metrics());
      if (result.isAccepted()) {
        settings.ledger().created(Signal.METRICS, "exceptions", news.metrics().itemCount());
        synchronized (series) {
          news.counts().forEach(ExceptionSeries::told);
        }
      } else {
        settings.logger().atWarn().log("metrics of exceptions were refused: {}", result);
        if (last) {
          settings.ledger().created(Signal.METRICS, "exceptions", news.metrics().itemCount());
          settings.ledger().dropped(Signal.METRICS, "shutdown", news.metrics().itemCount());
        }
      }
    }
  }
}
