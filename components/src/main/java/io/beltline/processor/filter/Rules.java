package io.beltline.processor.filter;

import io.beltline.api.Host;
import io.beltline.api.Ruled;
import io.beltline.api.Settings;
import io.beltline.components.match.ItemMatcher;
import io.beltline.components.match.MatchConfig;
import io.beltline.config.ConfigNode;
import io.beltline.config.Validated;
import io.beltline.model.Signal;
import io.beltline.ottl.FailureLog;
import io.beltline.ottl.Transformation;
import io.beltline.ottl.TransformationRunner;
import io.beltline.ottl.context.Environment;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The rules of one signal: where each is written, and how to make what applies them. */
record Rules(List<Ruled.Rule> rules, Maker maker) {
  private static final int INCLUDE = 0;
  private static final int EXCLUDE = 1;

  /** Makes what applies rules, when the processor starts. */
  @FunctionalInterface
  interface Maker {
    Sieve make(Settings settings, Host host, FilterCounters counters);
  }

  /** Where each is written: {@code traces.span[0]}. */
  List<String> places() {
    return rules.stream().map(Ruled.Rule::label).toList();
  }

  Sieve sieve(Settings settings, Host host, FilterCounters counters) {
    return maker.make(settings, host, counters);
  }

  /** Compiles the rules of a signal, and tells what is wrong with them. */
  static Rules of(FilterProcessorConfig config, Signal signal, Validated.Problems problems) {
    RuleList list = new RuleList(signal, config.errorMode(), problems);
    return switch (signal) {
      case TRACES -> traces(config, list, problems);
      case METRICS -> metrics(config, list, problems);
      case LOGS -> logs(config, list, problems);
      case PROFILES -> profiles(config, list, problems);
    };
  }

  private static Rules traces(
      FilterProcessorConfig config, RuleList list, Validated.Problems problems) {
    var traces = config.traces();
    var spans = config.spans();
    list.add("traces::resource", "resource", traces.resource());
    list.add("traces::span", "span", traces.span());
    list.add("traces::spanevent", "spanevent", traces.spanevent());
    boolean properties = spans.include() != null || spans.exclude() != null;
    one("trace_conditions", config.traceConditions(), list, properties, "spans", problems);
    if (!properties) {
      return compiled(list);
    }
    ItemMatcher include = new ItemMatcher(spans.include(), null);
    ItemMatcher exclude = new ItemMatcher(null, spans.exclude());
    return new Rules(
        properties("spans"),
        (settings, host, counters) ->
            PropertySieves.spans(
                (resource, scope, span) ->
                    !include.passes(resource, scope, span)
                        ? INCLUDE
                        : exclude.passes(resource, scope, span) ? -1 : EXCLUDE,
                counters));
  }

  private static Rules logs(
      FilterProcessorConfig config, RuleList list, Validated.Problems problems) {
    var logs = config.logs();
    list.add("logs::resource", "resource", logs.resource());
    list.add("logs::log_record", "log", logs.logRecord());
    MatchConfig included = shared(logs.include());
    MatchConfig excluded = shared(logs.exclude());
    boolean properties = included != null || excluded != null;
    one("log_conditions", config.logConditions(), list, properties, "logs", problems);
    if (!properties) {
      return compiled(list);
    }
    ItemMatcher include = new ItemMatcher(included, null);
    ItemMatcher exclude = new ItemMatcher(null, excluded);
    return new Rules(
        properties("logs"),
        (settings, host, counters) ->
            PropertySieves.logs(
                (resource, scope, log) ->
                    !include.passes(resource, scope, log)
                        ? INCLUDE
                        : exclude.passes(resource, scope, log) ? -1 : EXCLUDE,
                counters));
  }

  private static List<Ruled.Rule> properties(String section) {
    return List.of(RuleList.rule(section + "::include"), RuleList.rule(section + "::exclude"));
  }

  private static @Nullable MatchConfig shared(@Nullable LogMatchConfig match) {
    return match == null || match.isEmpty() ? null : match.shared();
  }

  private static Rules metrics(
      FilterProcessorConfig config, RuleList list, Validated.Problems problems) {
    var metrics = config.metrics();
    list.add("metrics::resource", "resource", metrics.resource());
    list.add("metrics::metric", "metric", metrics.metric());
    list.add("metrics::datapoint", "datapoint", metrics.datapoint());
    boolean properties = metrics.include() != null || metrics.exclude() != null;
    one("metric_conditions", config.metricConditions(), list, properties, "metrics", problems);
    if (!properties) {
      return compiled(list);
    }
    return new Rules(
        properties("metrics"),
        (settings, host, counters) ->
            new MetricSieve(metrics.include(), metrics.exclude(), counters));
  }

  private static Rules profiles(
      FilterProcessorConfig config, RuleList list, Validated.Problems problems) {
    list.add("profiles::resource", "resource", config.profiles().resource());
    list.add("profiles::profile", "profile", config.profiles().profile());
    one("profile_conditions", config.profileConditions(), list, false, "profiles", problems);
    return compiled(list);
  }

  /** Adds the newer form; only one of the three forms may be used for a signal. */
  private static void one(
      String key,
      List<ConfigNode> conditions,
      RuleList list,
      boolean properties,
      String section,
      Validated.Problems problems) {
    boolean byContext = !list.isEmpty();
    if (properties && byContext) {
      problems.add(
          section,
          "has include or exclude, and there are conditions for the same signal (expected: one of"
              + " the two)");
    }
    if (!conditions.isEmpty() && (properties || byContext)) {
      problems.add(
          key, "cannot be used together with other rules of the same signal (expected: one form)");
    }
    list.addAll(key, conditions);
  }

  private static Rules compiled(RuleList list) {
    Transformation rules = list.build();
    if (rules.isEmpty()) {
      return new Rules(list.rules(), (settings, host, counters) -> Sieve.OPEN);
    }
    return new Rules(
        list.rules(),
        (settings, host, counters) ->
            new TransformationRunner(
                    rules,
                    new Environment(host.clock(), () -> ThreadLocalRandom.current().nextLong()),
                    counters,
                    new FailureLog(settings.logger(), host.clock(), rules.statements()))
                ::apply);
  }
}
