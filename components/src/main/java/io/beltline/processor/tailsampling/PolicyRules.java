package io.beltline.processor.tailsampling;

import io.beltline.config.Validated.Problems;
import io.beltline.model.Signal;
import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.RecordConditions;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.function.FunctionSet;
import io.beltline.ottl.pattern.InvalidPatternException;
import io.beltline.ottl.pattern.TextPattern;
import io.beltline.processor.tailsampling.PolicyConfig.Composite;
import io.beltline.processor.tailsampling.PolicyConfig.OttlCondition;
import io.beltline.processor.tailsampling.PolicyConfig.StatusCode;
import io.beltline.processor.tailsampling.PolicyConfig.StringAttribute;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What must hold of policies beyond their types. */
final class PolicyRules {
  private static final Set<String> STATUS_CODES = Set.of("OK", "ERROR", "UNSET");

  private final PolicyConfig policy;
  private final Problems problems;

  private PolicyRules(PolicyConfig policy, Problems problems) {
    this.policy = policy;
    this.problems = problems;
  }

  /** Reports what is wrong with a policy; those inside report their own. */
  static void check(PolicyConfig policy, Problems problems) {
    new PolicyRules(policy, problems).check();
  }

  private void check() {
    switch (policy.type()) {
      case ALWAYS_SAMPLE, TRACE_FLAGS -> {}
      case LATENCY -> latency();
      case NUMERIC_ATTRIBUTE -> numeric();
      case PROBABILISTIC -> probabilistic();
      case STATUS_CODE -> statusCode(policy.statusCode());
      case STRING_ATTRIBUTE -> string(policy.stringAttribute());
      case TRACE_STATE -> {
        if (policy.traceState() == null || policy.traceState().key().isEmpty()) {
          problems.add("trace_state::key", "is missing (expected: the key of a member)");
        }
      }
      case RATE_LIMITING -> {
        var rate = policy.rateLimiting();
        positive("rate_limiting::spans_per_second", rate == null ? 0 : rate.spansPerSecond());
        notNegative("rate_limiting::burst_capacity", rate == null ? 0 : rate.burstCapacity());
      }
      case BYTES_LIMITING -> {
        var rate = policy.bytesLimiting();
        positive("bytes_limiting::bytes_per_second", rate == null ? 0 : rate.bytesPerSecond());
        notNegative("bytes_limiting::burst_capacity", rate == null ? 0 : rate.burstCapacity());
      }
      case SPAN_COUNT -> {
        var count = policy.spanCount();
        notNegative("span_count::min_spans", count == null ? 0 : count.minSpans());
        notNegative("span_count::max_spans", count == null ? 0 : count.maxSpans());
      }
      case BOOLEAN_ATTRIBUTE -> {
        var attribute = policy.booleanAttribute();
        key("boolean_attribute", attribute == null ? "" : attribute.key());
      }
      case OTTL_CONDITION -> conditions(policy.ottlCondition());
      case AND ->
          some("and::and_sub_policy", policy.and() == null ? null : policy.and().andSubPolicy());
      case DROP ->
          some(
              "drop::drop_sub_policy",
              policy.drop() == null ? null : policy.drop().dropSubPolicy());
      case NOT -> {
        if (policy.not() == null || policy.not().notSubPolicy() == null) {
          problems.add("not::not_sub_policy", "is missing (expected: a policy)");
        } else {
          inner("not::not_sub_policy", policy.not().notSubPolicy());
        }
      }
      case COMPOSITE -> composite(policy.composite());
    }
  }

  private void latency() {
    var latency = policy.latency();
    if (latency == null) {
      return;
    }
    notNegative("latency::threshold_ms", latency.thresholdMs());
    notNegative("latency::upper_threshold_ms", latency.upperThresholdMs());
    if (latency.upperThresholdMs() > 0 && latency.upperThresholdMs() <= latency.thresholdMs()) {
      problems.add("latency::upper_threshold_ms", "must be larger than threshold_ms");
    }
  }

  private void numeric() {
    var numeric = policy.numericAttribute();
    key("numeric_attribute", numeric == null ? "" : numeric.key());
    if (numeric != null && numeric.minValue() == 0 && numeric.maxValue() == 0) {
      problems.add("numeric_attribute", "has no bound (expected: min_value or max_value)");
    }
  }

  private void probabilistic() {
    var share = policy.probabilistic();
    double percentage = share == null ? 0 : share.samplingPercentage();
    if (Double.isNaN(percentage) || Double.isInfinite(percentage)) {
      problems.add("probabilistic::sampling_percentage", "must be a number (expected: such as 25)");
    }
  }

  private void statusCode(@Nullable StatusCode status) {
    if (status == null || status.statusCodes().isEmpty()) {
      problems.add("status_code::status_codes", "is empty (expected: OK, ERROR or UNSET)");
      return;
    }
    for (int i = 0; i < status.statusCodes().size(); i++) {
      String code = status.statusCodes().get(i);
      if (!STATUS_CODES.contains(code)) {
        problems.add(
            "status_code::status_codes::" + i,
            "\"" + code + "\" is no status code (expected: OK, ERROR or UNSET)");
      }
    }
  }

  private void string(@Nullable StringAttribute attribute) {
    key("string_attribute", attribute == null ? "" : attribute.key());
    if (attribute == null || !attribute.enabledRegexMatching()) {
      return;
    }
    for (int i = 0; i < attribute.values().size(); i++) {
      try {
        TextPattern.of(attribute.values().get(i));
      } catch (InvalidPatternException wrong) {
        problems.add("string_attribute::values::" + i, String.valueOf(wrong.getMessage()));
      }
    }
  }

  private void conditions(@Nullable OttlCondition ottl) {
    if (ottl == null || (ottl.span().isEmpty() && ottl.spanevent().isEmpty())) {
      problems.add("ottl_condition", "has no condition (expected: span or spanevent)");
      return;
    }
    compile("ottl_condition::span", ContextName.SPAN, ottl.span());
    compile("ottl_condition::spanevent", ContextName.SPAN_EVENT, ottl.spanevent());
  }

  private void compile(String key, ContextName context, List<String> texts) {
    RecordConditions compiler = new RecordConditions(Signal.TRACES, FunctionSet.standard());
    for (int i = 0; i < texts.size(); i++) {
      String at = key + "::" + i;
      try {
        compiler.condition(context.word(), texts.get(i));
      } catch (InvalidStatementException wrong) {
        wrong.problems().forEach(problem -> problems.add(at, problem.toString()));
      }
    }
  }

  private void composite(@Nullable Composite composite) {
    some(
        "composite::composite_sub_policy",
        composite == null ? null : composite.compositeSubPolicy());
    if (composite == null) {
      return;
    }
    positive("composite::max_total_spans_per_second", composite.maxTotalSpansPerSecond());
    Set<String> names =
        composite.compositeSubPolicy().stream().map(PolicyConfig::name).collect(Collectors.toSet());
    for (int i = 0; i < composite.policyOrder().size(); i++) {
      known("composite::policy_order::" + i, composite.policyOrder().get(i), names);
    }
    for (int i = 0; i < composite.rateAllocation().size(); i++) {
      String at = "composite::rate_allocation::" + i;
      known(at + "::policy", composite.rateAllocation().get(i).policy(), names);
      long percent = composite.rateAllocation().get(i).percent();
      if (percent < 0 || percent > 100) {
        problems.add(at + "::percent", "must be 0 to 100");
      }
    }
  }

  private void known(String key, String name, Set<String> names) {
    if (!names.contains(name)) {
      problems.add(
          key,
          "\"%s\" is no policy of composite_sub_policy (expected: the name of one)"
              .formatted(name));
    }
  }

  private void some(String key, @Nullable List<PolicyConfig> inside) {
    if (inside == null || inside.isEmpty()) {
      problems.add(key, "is empty (expected: at least one policy)");
      return;
    }
    for (int i = 0; i < inside.size(); i++) {
      inner(key + "::" + i, inside.get(i));
    }
  }

  /** Drop and composite speak of whole traces: they stand by themselves. */
  private void inner(String key, PolicyConfig inside) {
    if (inside.type() == PolicyType.DROP || inside.type() == PolicyType.COMPOSITE) {
      problems.add(
          key + "::type",
          "%s cannot stand inside another policy"
              .formatted(inside.type().name().toLowerCase(java.util.Locale.ROOT)));
    }
  }

  private void key(String section, String key) {
    if (key.isEmpty()) {
      problems.add(section + "::key", "is missing (expected: the name of an attribute)");
    }
  }

  private void positive(String key, long value) {
    if (value < 1) {
      problems.add(key, "must be 1 or more");
    }
  }

  private void notNegative(String key, long value) {
    if (value < 0) {
      problems.add(key, "must not be negative");
    }
  }
}
