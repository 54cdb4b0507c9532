package io.beltline.processor.filter;

import io.beltline.api.Ruled;
import io.beltline.config.Binder;
import io.beltline.config.Bound;
import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigNode;
import io.beltline.config.ConfigScalar;
import io.beltline.config.Problem;
import io.beltline.config.Validated;
import io.beltline.model.Signal;
import io.beltline.ottl.ErrorMode;
import io.beltline.ottl.GroupSource;
import io.beltline.ottl.Transformation;
import io.beltline.ottl.TransformationBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compiles the conditions of one signal and remembers where each is written. One thread. */
final class RuleList {
  private final TransformationBuilder builder;
  private final ErrorMode errorMode;
  private final Validated.Problems problems;
  private final List<Ruled.Rule> rules = new ArrayList<>();

  RuleList(Signal signal, ErrorMode errorMode, Validated.Problems problems) {
    this.builder = new TransformationBuilder(signal, FilterFunctions.all());
    this.errorMode = errorMode;
    this.problems = problems;
  }

  boolean isEmpty() {
    return rules.isEmpty();
  }

  /** Each rule with where it is written. */
  List<Ruled.Rule> rules() {
    return List.copyOf(rules);
  }

  Transformation build() {
    return builder.build();
  }

  /** Conditions of one context. */
  void add(String key, String context, List<String> conditions) {
    add(key, context, conditions, errorMode, null);
  }

  /** Conditions, or groups of them. */
  void addAll(String key, List<ConfigNode> entries) {
    if (entries.stream().allMatch(ConfigScalar.class::isInstance)) {
      List<String> texts =
          entries.stream().map(e -> Objects.requireNonNullElse(e.original(), "")).toList();
      add(key, null, texts, errorMode, null);
      return;
    }
    for (int i = 0; i < entries.size(); i++) {
      String path = key + "::" + i;
      ConditionGroupConfig group = group(entries.get(i), path);
      if (group != null) {
        add(
            path + "::conditions",
            group.context().isEmpty() ? null : group.context(),
            group.conditions(),
            group.errorMode() == null ? errorMode : group.errorMode(),
            path + "::context");
      }
    }
  }

  private void add(
      String key,
      @Nullable String context,
      List<String> conditions,
      ErrorMode mode,
      @Nullable String contextKey) {
    if (conditions.isEmpty()) {
      return;
    }
    builder.addRules(
        new GroupSource(context, conditions, List.of(), mode, false),
        (part, index, problem) -> {
          if (part.equals("context") && contextKey != null) {
            problems.add(contextKey, problem.message());
          } else {
            problems.add(key + "::" + index, problem.toString());
          }
        });
    for (int i = 0; i < conditions.size(); i++) {
      rules.add(rule(key + "::" + i));
    }
  }

  /** A rule by where it is written; its label is {@code traces.span[0]}. */
  static Ruled.Rule rule(String path) {
    String label = path.replaceAll("::(\\d+)", "[$1]").replace("::", ".");
    return new Ruled.Rule("condition", path, label);
  }

  private @Nullable ConditionGroupConfig group(ConfigNode entry, String path) {
    if (!(entry instanceof ConfigMap)) {
      String found = entry instanceof ConfigScalar ? "is a condition among groups" : "is a list";
      problems.add(path, found + " (expected: a group with conditions, as the others)");
      return null;
    }
    Bound<ConditionGroupConfig> bound =
        Binder.bind(ConditionGroupConfig.class, entry, path, entry.position());
    for (Problem problem : bound.problems()) {
      problems.add(problem.path(), problem.message());
    }
    if (bound.problems().stream().anyMatch(Problem::fatal)) {
      return null;
    }
    if (bound.value().conditions().isEmpty()) {
      problems.add(path, "has no conditions (expected: a list with at least one)");
      return null;
    }
    return bound.value();
  }
}
