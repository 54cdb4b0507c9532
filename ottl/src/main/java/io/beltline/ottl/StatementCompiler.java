package io.beltline.ottl;

import io.beltline.config.Suggestion;
import io.beltline.ottl.context.Condition;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Enums;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.context.Layout;
import io.beltline.ottl.context.Paths;
import io.beltline.ottl.function.Edition;
import io.beltline.ottl.function.FunctionSet;
import io.beltline.ottl.function.Lambda;
import io.beltline.ottl.function.OttlFunction;
import io.beltline.ottl.syntax.StatementSyntax;
import io.beltline.ottl.syntax.Syntax;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles what was read for one context. One thread. */
final class StatementCompiler {
  private final ContextName context;
  private final FunctionSet functions;
  private final Layout layout;
  private final Set<ContextName> written = EnumSet.noneOf(ContextName.class);
  private final Deque<Map<String, Integer>> locals = new ArrayDeque<>();

  StatementCompiler(ContextName context, FunctionSet functions, Layout layout) {
    this.context = context;
    this.functions = functions;
    this.layout = layout;
  }

  Layout layout() {
    return layout;
  }

  ContextName context() {
    return context;
  }

  /** A statement ready to run. */
  record Compiled(Edition edition, @Nullable Condition condition, Set<ContextName> written) {}

  Compiled statement(StatementSyntax syntax) throws InvalidStatementException {
    written.clear();
    OttlFunction editor = find(syntax.editor());
    Edition edition = editor.edition(new CallBinder(this).bind(editor, syntax.editor()));
    Condition condition = syntax.condition() == null ? null : condition(syntax.condition());
    if (!editor.contexts().isEmpty()) {
      written.add(context);
    }
    return new Compiled(edition, condition, Set.copyOf(written));
  }

  OttlFunction find(Syntax.Call call) throws InvalidStatementException {
    OttlFunction function = functions.find(call.function());
    String kind = call.isEditor() ? "editor" : "converter";
    if (function == null) {
      throw new InvalidStatementException(
          call.at(),
          "there is no "
              + kind
              + " "
              + call.function()
              + Suggestion.expected(call.function(), functions.names(call.isEditor(), context)));
    }
    if (!function.isKnownIn(context)) {
      throw new InvalidStatementException(
          call.at(),
          call.function()
              + " cannot be called in the "
              + context
              + " context (expected: "
              + function.contexts().stream().map(ContextName::word).sorted().toList()
              + ")");
    }
    return function;
  }

  @Nullable OttlFunction named(String name) {
    return functions.find(name);
  }

  Condition condition(Syntax syntax) throws InvalidStatementException {
    return switch (syntax) {
      case Syntax.Compare c -> Condition.compare(value(c.left()), c.operator(), value(c.right()));
      case Syntax.Not n -> Condition.not(condition(n.condition()));
      case Syntax.And a -> Condition.all(conditions(a.conditions()));
      case Syntax.Or o -> Condition.any(conditions(o.conditions()));
      case Syntax.Bool b -> Condition.of(b.value());
      default -> answer(syntax);
    };
  }

  private Condition answer(Syntax syntax) throws InvalidStatementException {
    Expression value = value(syntax);
    Cell constant = value.constant();
    if (constant != null && constant.is(ValueKind.BOOL)) {
      return Condition.of(constant.bool());
    }
    if (value.kind() != null && value.kind() != ValueKind.BOOL) {
      throw new InvalidStatementException(
          syntax.at(),
          "a condition is a bool, not " + value.kind().words() + " (expected: a comparison)");
    }
    return Condition.of(value);
  }

  private List<Condition> conditions(List<Syntax> parts) throws InvalidStatementException {
    List<Condition> conditions = new ArrayList<>();
    for (Syntax part : parts) {
      conditions.add(condition(part));
    }
    return conditions;
  }

  Expression value(Syntax syntax) throws InvalidStatementException {
    return switch (syntax) {
      case Syntax.Nil _ -> Expression.of(new Cell());
      case Syntax.Bool v -> Expression.of(new Cell().bool(v.value()));
      case Syntax.Int v -> Expression.of(new Cell().integer(v.value()));
      case Syntax.Decimal v -> Expression.of(new Cell().number(v.value()));
      case Syntax.Text v ->
          Expression.of(new Cell().text(v.utf8().array(), v.utf8().offset(), v.utf8().end()));
      case Syntax.Bytes v -> Expression.of(new Cell().bytes(v.value().toByteArray()));
      case Syntax.Name v -> symbol(v);
      case Syntax.ListOf v -> Literals.list(values(v.values()), layout);
      case Syntax.MapOf v -> map(v);
      case Syntax.Path v -> path(v);
      case Syntax.Call v -> call(v);
      case Syntax.Arithmetic v ->
          Arithmetic.of(v.operator(), value(v.left()), value(v.right()), layout);
      case Syntax.Negative v -> Arithmetic.negative(value(v.value()), layout);
      case Syntax.Lambda v ->
          throw new InvalidStatementException(v.at(), "a lambda can be handed to a function only");
      case Syntax.Compare _, Syntax.Not _, Syntax.And _, Syntax.Or _ ->
          Condition.asValue(condition(syntax), layout);
    };
  }

  List<Expression> values(List<Syntax> parts) throws InvalidStatementException {
    List<Expression> values = new ArrayList<>();
    for (Syntax part : parts) {
      values.add(value(part));
    }
    return values;
  }

  private Expression symbol(Syntax.Name name) throws InvalidStatementException {
    Integer number = Enums.number(context, name.name());
    if (number == null) {
      throw new InvalidStatementException(
          name.at(),
          "the "
              + context
              + " context has no symbol "
              + name.name()
              + Suggestion.expected(name.name(), Enums.of(context).keySet()));
    }
    return Expression.of(new Cell().integer(number));
  }

  private Expression map(Syntax.MapOf map) throws InvalidStatementException {
    List<byte[]> keys = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    for (Syntax.Entry entry : map.entries()) {
      keys.add(entry.key().utf8().toByteArray());
      values.add(value(entry.value()));
    }
    return Literals.map(keys, values, layout);
  }

  private Expression path(Syntax.Path path) throws InvalidStatementException {
    Syntax.Segment first = path.segments().getFirst();
    for (Map<String, Integer> scope : locals) {
      Integer cell = scope.get(first.name());
      if (cell != null) {
        return local(path, first, cell);
      }
    }
    return bound(path).access();
  }

  private Expression local(Syntax.Path path, Syntax.Segment first, int cell)
      throws InvalidStatementException {
    if (path.segments().size() > 1) {
      throw new InvalidStatementException(
          path.segments().get(1).at(), "a parameter has no fields (expected: an index)");
    }
    return Literals.local(cell, values(first.keys()), layout);
  }

  private Paths.Bound bound(Syntax.Path path) throws InvalidStatementException {
    return Paths.bind(path, context, layout, this::value);
  }

  /** A path that is set. */
  io.beltline.ottl.context.PathAccess target(Syntax.Path path) throws InvalidStatementException {
    Paths.Bound bound = bound(path);
    if (!bound.access().isWritable()) {
      throw new InvalidStatementException(path.at(), path.names() + " cannot be set");
    }
    if (bound.owner() != null) {
      written.add(bound.owner());
    }
    return bound.access();
  }

  private Expression call(Syntax.Call call) throws InvalidStatementException {
    OttlFunction function = find(call);
    CallBinder binder = new CallBinder(this);
    Expression result =
        Literals.call(
            function,
            function.conversion(binder.bind(function, call)),
            binder.isConstant(),
            layout);
    return call.keys().isEmpty() ? result : Literals.indexed(result, values(call.keys()), layout);
  }

  Lambda lambda(Syntax.Lambda lambda) throws InvalidStatementException {
    int[] cells = new int[lambda.parameters().size()];
    Map<String, Integer> scope = new HashMap<>();
    for (int i = 0; i < cells.length; i++) {
      cells[i] = layout.nextCell();
      String name = lambda.parameters().get(i);
      if (!name.equals("_") && scope.put(name, cells[i]) != null) {
        throw new InvalidStatementException(
            lambda.at(), "two parameters of the lambda are called " + name);
      }
    }
    locals.push(scope);
    try {
      return new Lambda(cells, value(lambda.body()));
    } finally {
      locals.pop();
    }
  }
}
