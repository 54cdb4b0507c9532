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
  private final ExceptionsConfig config;
  private volatile ExceptionTable table;

  ExceptionMetrics(
      Settings settings, ExceptionsConfig config, Dimensions dimensions, Consumer next) {
    this.settings = settings;
    this.config = config;
    this.table = new ExceptionTable(config, 0);
    this.dimensions = dimensions;
    this.exemplars = config.exemplars().enabled();
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

  /** Goes on where the connector before this one ended, if that counted in the same way. */
  void start(Host host) {
    table =
        host.handedOver(ExceptionTable.class)
            .filter(left -> left.fits(config))
            .orElseGet(() -> new ExceptionTable(config, host.clock().unixNanos()));
  }

  /** Tells the rest and leaves what was counted to the connector that follows. */
  void shutdown(Host host) {
    send(host.clock(), true);
    host.handOver(table);
  }

  /** Counts the exceptions of a request; says how many there were. */
  long add(Telemetry telemetry) {
    long[] found = {0};
    ExceptionTable now = table;
    synchronized (now) {
      ExceptionWalk.walk(
          telemetry,
          exception -> {
            add(now.series(), exception);
            found[0]++;
          });
    }
    return found[0];
  }

  private void add(Map<Slice, ExceptionSeries> series, FoundException exception) {
    ExceptionSeries one = of(series, key(exception));
    one.add();
    if (exemplars) {
      switch (exception) {
        case OfSpan span -> one.example(span.span().traceId(), span.span().spanId());
        case OfLog log -> one.example(log.log().traceId(), log.log().spanId());
      }
    }
  }

  private ExceptionSeries of(Map<Slice, ExceptionSeries> series, Slice key) {
    ExceptionSeries there = series.get(key);
    if (there == null && series.size() >= MOST_SERIES && !key.equals(OVERFLOW)) {
      overflows.add(1);
      return of(series, OVERFLOW);
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

  private static News news(ExceptionTable table, long now) {
    Map<ExceptionSeries, Long> counts = new LinkedHashMap<>();
    MetricsBuilder builder = new MetricsBuilder();
    synchronized (table) {
      List<ExceptionSeries> changed = new ArrayList<>();
      table.series().values().stream().filter(ExceptionSeries::isNews).forEach(changed::add);
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
                                  one ->
                                      builder.point(out -> one.write(out, table.start(), now))))));
      changed.forEach(one -> counts.put(one, one.count()));
    }
    return new News(builder.build(), counts);
  }

  /** Tells what is not told yet. */
  void send(Clock clock, boolean last) {
    ExceptionTable now = table;
    synchronized (now.sending()) {
      News news = news(now, clock.unixNanos());
      if (news.counts().isEmpty()) {
        return;
      }
      ConsumeResult result = next.consume(Context.EMPTY, news.metrics());
      if (result.isAccepted()) {
        settings.ledger().created(Signal.METRICS, "exceptions", news.metrics().itemCount());
        synchronized (now) {
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
