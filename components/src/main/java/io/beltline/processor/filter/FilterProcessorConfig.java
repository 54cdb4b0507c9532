package io.beltline.processor.filter;

import io.beltline.api.Ruled;
import io.beltline.components.match.MatchConfig;
import io.beltline.config.ConfigNode;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import io.beltline.model.Signal;
import io.beltline.ottl.ErrorMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What users write under {@code filter}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/filterprocessor">the
 *     keys and defaults</a>
 */
public record FilterProcessorConfig(
    @Doc(
            "What becomes of records a condition fails on: ignore keeps them, logs it and goes on"
                + " with the next condition, silent does not log, propagate refuses the whole"
                + " request.")
        @Default("ignore")
        ErrorMode errorMode,
    @Doc("Conditions for traces, or groups of them.") @Default("[]")
        List<ConfigNode> traceConditions,
    @Doc("Conditions for metrics, or groups of them.") @Default("[]")
        List<ConfigNode> metricConditions,
    @Doc("Conditions for logs, or groups of them.") @Default("[]") List<ConfigNode> logConditions,
    @Doc("Conditions for profiles, or groups of them.") @Default("[]")
        List<ConfigNode> profileConditions,
    @Doc("Conditions for traces by context.") TraceFilters traces,
    @Doc("Conditions for metrics by context, or properties of metrics.") MetricFilters metrics,
    @Doc("Conditions for logs by context, or properties of log records.") LogFilters logs,
    @Doc("Conditions for profiles by context.") ProfileFilters profiles,
    @Doc("Properties of spans.") SpanFilters spans)
    implements Validated, Ruled {

  /** Conditions for traces. */
  public record TraceFilters(
      @Doc("A resource that one holds for is removed with its spans.") @Default("[]")
          List<String> resource,
      @Doc("A span that one holds for is removed.") @Default("[]") List<String> span,
      @Doc("An event that one holds for is removed from its span.") @Default("[]")
          List<String> spanevent) {}

  /** Conditions for metrics, or properties. */
  public record MetricFilters(
      @Doc("A resource that one holds for is removed with its metrics.") @Default("[]")
          List<String> resource,
      @Doc("A metric that one holds for is removed.") @Default("[]") List<String> metric,
      @Doc("A data point that one holds for is removed.") @Default("[]") List<String> datapoint,
      @Doc("Only metrics that match are kept.")
          @Section(absent = Presence.OFF, nulled = Presence.OFF)
          @Nullable MetricMatchConfig include,
      @Doc("Metrics that match are removed.") @Section(absent = Presence.OFF, nulled = Presence.OFF)
          @Nullable MetricMatchConfig exclude,
      @Doc("Accepted for compatibility.") MatchConfig.RegexpConfig regexp) {}

  /** Conditions for logs, or properties. */
  public record LogFilters(
      @Doc("A resource that one holds for is removed with its records.") @Default("[]")
          List<String> resource,
      @Doc("A log record that one holds for is removed.") @Default("[]") List<String> logRecord,
      @Doc("Only records that match are kept.")
          @Section(absent = Presence.OFF, nulled = Presence.OFF)
          @Nullable LogMatchConfig include,
      @Doc("Records that match are removed.") @Section(absent = Presence.OFF, nulled = Presence.OFF)
          @Nullable LogMatchConfig exclude) {}

  /** Conditions for profiles. */
  public record ProfileFilters(
      @Doc("A resource that one holds for is removed with its profiles.") @Default("[]")
          List<String> resource,
      @Doc("A profile that one holds for is removed.") @Default("[]") List<String> profile) {}

  /** Properties of spans. */
  public record SpanFilters(
      @Doc("Only spans that match are kept.") @Section(absent = Presence.OFF, nulled = Presence.OFF)
          @Nullable MatchConfig include,
      @Doc("Spans that match are removed.") @Section(absent = Presence.OFF, nulled = Presence.OFF)
          @Nullable MatchConfig exclude)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      misplaced("include", include, problems);
      misplaced("exclude", exclude, problems);
    }

    private static void misplaced(String key, @Nullable MatchConfig match, Problems problems) {
      String wrong = match == null ? null : match.misplaced(Signal.TRACES);
      if (wrong != null) {
        problems.add(key, wrong);
      }
    }
  }

  @Override
  public void validate(Problems problems) {
    for (Signal signal : Signal.values()) {
      Rules.of(this, signal, problems);
    }
  }

  @Override
  public List<Rule> rules(Signal signal) {
    return Rules.of(this, signal, (key, message) -> {}).rules();
  }
}
