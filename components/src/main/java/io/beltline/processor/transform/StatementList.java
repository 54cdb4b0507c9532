package io.beltline.processor.transform;

import io.beltline.api.Ruled;
import io.beltline.config.Binder;
import io.beltline.config.Bound;
import io.beltline.config.ConfigList;
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
import io.beltline.ottl.transform.TransformFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one signal, as they are written: a list of statements, which is one group, or a
 * list of groups.
 */
final class StatementList {
  private final String key;
  private final Signal signal;
  private final List<ConfigNode> entries;
  private final ErrorMode errorMode;

  private StatementList(String key, Signal signal, List<ConfigNode> entries, ErrorMode errorMode) {
    this.key = key;
    this.signal = signal;
    this.entries = entries;
    this.errorMode = errorMode;
  }

  /** Those of a signal. */
  static StatementList of(TransformProcessorConfig config, Signal signal) {
    return new StatementList(
        switch (signal) {
          case TRACES -> "trace_statements";
          case METRICS -> "metric_statements";
          case LOGS -> "log_statements";
          case PROFILES -> "profile_statements";
        },
        signal,
        config.statements(signal),
        config.errorMode());
  }

  /**
   * What is compiled.
   *
   * @param transformation the statements
   * @param rules each statement with where it is written
   * @param conditions where each condition of a group is written
   */
  record Compiled(Transformation transformation, List<Ruled.Rule> rules, List<String> conditions) {
    /** Where each is written: {@code log_statements[0].statements[2]}. */
    List<String> places() {
      return rules.stream().map(Ruled.Rule::label).toList();
    }
  }

  /** Compiles all groups that have no problem. */
  Compiled compile(Validated.Problems problems) {
    TransformationBuilder builder =
        new TransformationBuilder(signal, TransformFunctions.of(signal));
    List<Ruled.Rule> rules = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    if (!entries.isEmpty() && entries.stream().allMatch(ConfigScalar.class::isInstance)) {
      List<String> statements = texts();
      GroupSource group = new GroupSource(null, List.of(), statements, errorMode, false);
      add(builder, group, key, rules, problems);
    } else {
      for (int i = 0; i < entries.size(); i++) {
        GroupSource group = group(entries.get(i), key + "::" + i, problems);
        if (group != null
            && add(builder, group, key + "::" + i + "::statements", rules, problems)) {
          for (int j = 0; j < group.conditions().size(); j++) {
            conditions.add(place(key + "::" + i + "::conditions::" + j));
          }
        }
      }
    }
    return new Compiled(builder.build(), List.copyOf(rules), List.copyOf(conditions));
  }

  private List<String> texts() {
    return entries.stream().map(entry -> Objects.requireNonNullElse(entry.original(), "")).toList();
  }

  private boolean add(
      TransformationBuilder builder,
      GroupSource group,
      String statements,
      List<Ruled.Rule> rules,
      Validated.Problems problems) {
    boolean added =
        builder.add(
            group,
            (part, index, problem) ->
                problems.add(
                    path(statements, part, index),
                    part.equals("context") ? problem.message() : problem.toString()));
    for (int i = 0; added && i < group.statements().size(); i++) {
      String path = statements + "::" + i;
      rules.add(new Ruled.Rule("statement", path, place(path)));
    }
    return added;
  }

  private String path(String statements, String part, int index) {
    if (part.equals("statements")) {
      return statements + "::" + index;
    }
    String group = statements.substring(0, statements.lastIndexOf("::"));
    return part.equals("context") ? group + "::context" : group + "::" + part + "::" + index;
  }

  private static String place(String path) {
    return path.replaceAll("::(\\d+)", "[$1]").replace("::", ".");
  }

  private @Nullable GroupSource group(ConfigNode entry, String path, Validated.Problems problems) {
    if (!(entry instanceof ConfigMap)) {
      String found = entry instanceof ConfigList ? "is a list" : "is a statement among groups";
      problems.add(path, found + " (expected: a group with statements, as the others)");
      return null;
    }
    Bound<StatementGroupConfig> bound =
        Binder.bind(StatementGroupConfig.class, entry, path, entry.position());
    for (Problem problem : bound.problems()) {
      problems.add(problem.path(), problem.message());
    }
    if (bound.problems().stream().anyMatch(Problem::fatal)) {
      return null;
    }
    StatementGroupConfig group = bound.value();
    if (group.statements().isEmpty()) {
      problems.add(path, "has no statements (expected: a list with at least one)");
      return null;
    }
    return new GroupSource(
        group.context().isEmpty() ? null : group.context(),
        group.conditions(),
        group.statements(),
        group.errorMode() == null ? errorMode : group.errorMode(),
        group.sharedCache());
  }
}
