package io.beltline.components.tally;

import io.beltline.api.Context;
import io.beltline.components.attributes.NumberText;
import io.beltline.components.metrics.MetricHead;
import io.beltline.components.metrics.MetricsBuilder;
import io.beltline.components.metrics.PointKind;
import io.beltline.components.tally.Outcomes.Outcome;
import io.beltline.model.Metrics;
import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ExponentialHistogramDataPointView;
import io.beltline.model.otlp.HistogramDataPointView;
import io.beltline.model.otlp.MessageView;
import io.beltline.model.otlp.NumberDataPointView;
import io.beltline.model.otlp.SummaryDataPointView;
import io.beltline.ottl.EvaluationException;
import io.beltline.ottl.FailureLog;
import io.beltline.ottl.RecordWalk;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Environment;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.Layout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks one request and makes metrics of it, resource by resource. One thread. */
final class TallyWalk {
  private final List<TallyRule> rules;
  private final RecordWalk walk;
  private final FailureLog log;
  private final long now;
  private final List<Tally> tallies = new ArrayList<>();
  private final List<Outcomes> outcomes = new ArrayList<>();
  private final PointKey keys = new PointKey();
  private final MetricsBuilder builder = new MetricsBuilder();
  private Slice resource = Slice.EMPTY;
  private Slice scope = Slice.EMPTY;
  private boolean begun;

  TallyWalk(
      List<TallyRule> rules, Layout layout, Environment environment, FailureLog log, long now) {
    this.rules = rules;
    this.walk = new RecordWalk(layout, environment);
    this.log = log;
    this.now = now;
    for (int i = 0; i < rules.size(); i++) {
      tallies.add(new Tally());
      outcomes.add(new Outcomes());
    }
  }

  /** The metrics of a request, or null if there are none. */
  @Nullable Metrics walk(Context context, Telemetry telemetry, Slice scopeOfMetrics) {
    scope = scopeOfMetrics;
    walk.walk(context, telemetry, this::visit);
    write();
    return builder.points() == 0 ? null : builder.build();
  }

  /** How many records came to each outcome under a rule. */
  Outcomes outcomes(int rule) {
    return outcomes.get(rule);
  }

  private void visit(ContextName context, Execution x) {
    if (context == ContextName.RESOURCE) {
      write();
      resource = Slice.of(x.resource().toSlice().toByteArray());
      begun = true;
      return;
    }
    AttributesView attributes = null;
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).records() == context) {
        if (attributes == null) {
          attributes = attributes(context, x);
        }
        times(context, x, tallies.get(i));
        outcomes.get(i).add(take(i, attributes, x));
      }
    }
  }

  private static @Nullable AttributesView attributes(ContextName context, Execution x) {
    return switch (context) {
      case SPAN -> x.span().attributes();
      case SPAN_EVENT -> x.event().attributes();
      case DATA_POINT -> x.pointAttributes();
      case LOG -> x.log().attributes();
      case RESOURCE, SCOPE, SPAN_LINK, METRIC, EXEMPLAR, PROFILE -> null;
    };
  }

  private static void times(ContextName context, Execution x, Tally tally) {
    switch (context) {
      case SPAN -> {
        tally.time(x.span().startTimeUnixNano());
        tally.time(x.span().endTimeUnixNano());
      }
      case SPAN_EVENT -> tally.time(x.event().timeUnixNano());
      case DATA_POINT -> tally.time(time(x.point()));
      case LOG -> tally.time(x.log().timeUnixNano());
      case RESOURCE, SCOPE, SPAN_LINK, METRIC, EXEMPLAR, PROFILE -> {}
    }
  }

  private static long time(MessageView point) {
    return switch (point) {
      case NumberDataPointView number -> number.timeUnixNano();
      case HistogramDataPointView histogram -> histogram.timeUnixNano();
      case ExponentialHistogramDataPointView histogram -> histogram.timeUnixNano();
      case SummaryDataPointView summary -> summary.timeUnixNano();
      default -> 0;
    };
  }

  private Outcome take(int index, @Nullable AttributesView attributes, Execution x) {
    TallyRule rule = rules.get(index);
    Double amount = 1.0;
    if (rule.source() != null) {
      amount = attributes == null ? null : number(attributes.find(rule.source()));
      if (amount == null) {
        return Outcome.NO_NUMBER;
      }
    }
    Slice key = keys.of(rule, attributes, x);
    if (key == null) {
      return Outcome.NO_ATTRIBUTE;
    }
    try {
      if (rule.condition() != null && !rule.condition().test(x)) {
        return Outcome.NO_MATCH;
      }
    } catch (EvaluationException failure) {
      log.failed(index, failure);
      return Outcome.FAILED;
    }
    tallies.get(index).add(key, amount);
    return Outcome.TAKEN;
  }

  private static @Nullable Double number(@Nullable AnyValueView value) {
    if (value == null) {
      return null;
    }
    Double number =
        switch (value.valueCase()) {
          case AnyValueView.INT_VALUE -> (double) value.intValue();
          case AnyValueView.DOUBLE_VALUE -> value.doubleValue();
          case AnyValueView.STRING_VALUE -> NumberText.parse(value.stringValue());
          default -> null;
        };
    return number == null || number.isNaN() ? null : number;
  }

  /** Writes the metrics of the resource that ends, and begins with none. */
  private void write() {
    if (begun) {
      builder.resource(
          resource,
          () ->
              builder.scope(
                  scope,
                  () -> {
                    for (int i = 0; i < rules.size(); i++) {
                      metric(rules.get(i), tallies.get(i));
                    }
                  }));
    }
    tallies.forEach(Tally::clear);
  }

  private void metric(TallyRule rule, Tally tally) {
    boolean sums = rule.source() != null;
    MetricHead head =
        new MetricHead(rule.name(), rule.description(), "", PointKind.SUM, MetricHead.DELTA, true);
    builder.metric(
        head,
        () ->
            tally.each(
                (key, value) ->
                    builder.point(
                        out -> {
                          out.raw(key);
                          if (sums) {
                            out.fixed64(NumberDataPointView.TIME_UNIX_NANO, now);
                            out.float64(NumberDataPointView.AS_DOUBLE, value.sum());
                          } else {
                            out.fixed64(NumberDataPointView.START_TIME_UNIX_NANO, tally.first(now));
                            out.fixed64(NumberDataPointView.TIME_UNIX_NANO, tally.last(now));
                            out.fixed64(NumberDataPointView.AS_INT, value.count());
                          }
                        })));
  }
}
