package io.beltline.ottl;

import io.beltline.model.Signal;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Enums;
import io.beltline.ottl.function.FunctionSet;
import io.beltline.ottl.function.OttlFunction;
import io.beltline.ottl.syntax.Syntax;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the context that statements need: the innermost one their paths name, or one further in if
 * a function or symbol asks for it.
 *
 * <p>Source: processor/transformprocessor/README.md of
 * open-telemetry/opentelemetry-collector-contrib, "Context inference".
 */
final class ContextInference {
  private final List<ContextName> candidates;
  private final FunctionSet functions;
  private final Set<ContextName> named = new LinkedHashSet<>();
  private final Set<String> called = new LinkedHashSet<>();
  private final Set<String> symbols = new LinkedHashSet<>();
  private Syntax.@Nullable Path unprefixed;

  ContextInference(Signal signal, FunctionSet functions) {
    this.candidates = contexts(signal);
    this.functions = functions;
  }

  /** The contexts of a signal, from the outermost in. */
  static List<ContextName> contexts(Signal signal) {
    return switch (signal) {
      case TRACES ->
          List.of(
              ContextName.RESOURCE,
              ContextName.SCOPE,
              ContextName.SPAN,
              ContextName.SPAN_EVENT,
              ContextName.SPAN_LINK);
      case METRICS ->
          List.of(
              ContextName.RESOURCE,
              ContextName.SCOPE,
              ContextName.METRIC,
              ContextName.DATA_POINT,
              ContextName.EXEMPLAR);
      case LOGS -> List.of(ContextName.RESOURCE, ContextName.SCOPE, ContextName.LOG);
      case PROFILES -> List.of(ContextName.RESOURCE, ContextName.SCOPE, ContextName.PROFILE);
    };
  }

  /** Looks at a statement, a condition or a part of one. */
  void look(Syntax syntax) {
    look(syntax, Set.of());
  }

  private void look(Syntax syntax, Set<String> locals) {
    switch (syntax) {
      case Syntax.Path path -> path(path, locals);
      case Syntax.Call call -> {
        called.add(call.function());
        call.arguments().forEach(argument -> look(argument.value(), locals));
        all(call.keys(), locals);
      }
      case Syntax.Name name -> {
        if (functions.find(name.name()) == null) {
          symbols.add(name.name());
        }
      }
      case Syntax.ListOf list -> all(list.values(), locals);
      case Syntax.MapOf map -> map.entries().forEach(entry -> look(entry.value(), locals));
      case Syntax.Lambda lambda -> {
        Set<String> inner = new LinkedHashSet<>(locals);
        inner.addAll(lambda.parameters());
        look(lambda.body(), inner);
      }
      case Syntax.Arithmetic both -> all(List.of(both.left(), both.right()), locals);
      case Syntax.Compare both -> all(List.of(both.left(), both.right()), locals);
      case Syntax.Negative negative -> look(negative.value(), locals);
      case Syntax.Not not -> look(not.condition(), locals);
      case Syntax.And and -> all(and.conditions(), locals);
      case Syntax.Or or -> all(or.conditions(), locals);
      case Syntax.Nil _,
          Syntax.Bool _,
          Syntax.Int _,
          Syntax.Decimal _,
          Syntax.Text _,
          Syntax.Bytes _ -> {}
    }
  }

  private void all(List<Syntax> parts, Set<String> locals) {
    parts.forEach(part -> look(part, locals));
  }

  private void path(Syntax.Path path, Set<String> locals) {
    path.segments().forEach(segment -> all(segment.keys(), locals));
    String first = path.segments().getFirst().name();
    if (locals.contains(first) || first.equals("otelcol")) {
      return;
    }
    ContextName context = ContextName.of(first);
    if (context == null || path.segments().size() == 1) {
      unprefixed = unprefixed == null ? path : unprefixed;
    } else {
      named.add(context);
    }
  }

  /**
   * The context.
   *
   * @throws InvalidStatementException if there is none that has all of it
   */
  ContextName infer() throws InvalidStatementException {
    if (unprefixed != null) {
      throw new InvalidStatementException(
          unprefixed.at(),
          "the path "
              + unprefixed.names()
              + " does not say its context (expected: "
              + candidates.getLast()
              + "."
              + unprefixed.names()
              + ", or a group with a context)");
    }
    List<ContextName> fitting = new ArrayList<>();
    for (ContextName candidate : candidates) {
      if (named.stream().allMatch(candidate::sees) && knows(candidate)) {
        fitting.add(candidate);
      }
    }
    return fitting.stream()
        .min(Comparator.comparingInt(ContextName::depth))
        .orElseThrow(this::none);
  }

  private boolean knows(ContextName candidate) {
    for (String name : called) {
      OttlFunction function = functions.find(name);
      if (function != null && !function.isKnownIn(candidate)) {
        return false;
      }
    }
    return symbols.stream().allMatch(symbol -> isNowhere(symbol) || has(candidate, symbol));
  }

  /** What no context has is left to be told by the compiler, with its place. */
  private boolean isNowhere(String symbol) {
    return candidates.stream().noneMatch(candidate -> has(candidate, symbol));
  }

  private static boolean has(ContextName context, String symbol) {
    return Enums.number(context, symbol) != null;
  }

  private InvalidStatementException none() {
    List<String> parts = new ArrayList<>(named.stream().map(ContextName::word).toList());
    for (String name : called) {
      OttlFunction function = functions.find(name);
      if (function != null && !function.contexts().isEmpty()) {
        parts.add(name);
      }
    }
    return new InvalidStatementException(
        Location.START,
        "no context has all of "
            + String.join(", ", parts)
            + " (expected: groups of their own, in one of "
            + String.join(", ", candidates.stream().map(ContextName::word).toList())
            + ")");
  }
}
