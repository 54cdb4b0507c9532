package io.beltline.ottl;

import io.beltline.config.Suggestion;
import io.beltline.model.Signal;
import io.beltline.ottl.context.Condition;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Layout;
import io.beltline.ottl.function.Edition;
import io.beltline.ottl.function.FunctionSet;
import io.beltline.ottl.syntax.StatementSyntax;
import io.beltline.ottl.syntax.Syntax;
import io.beltline.ottl.syntax.SyntaxReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles groups of statements of one signal. One thread. */
public final class TransformationBuilder {
  private final Signal signal;
  private final FunctionSet functions;
  private final Layout layout = new Layout();
  private final List<StatementGroup> groups = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<String> conditionTexts = new ArrayList<>();

  /** A builder of statements that may call some functions. */
  public TransformationBuilder(Signal signal, FunctionSet functions) {
    this.signal = signal;
    this.functions = functions;
  }

  /** What is compiled so far. */
  public Transformation build() {
    return new Transformation(signal, layout, groups, texts, conditionTexts);
  }

  /**
   * Compiles a group behind those before. With a problem the group is left out.
   *
   * @return whether there was no problem
   */
  public boolean add(GroupSource source, GroupSource.Problems problems) {
    return new Group(source, problems).add();
  }

  /**
   * Compiles rules behind what was added before: a record that one of the group's conditions holds
   * for is removed. Each condition counts as a statement; the group has no others. In a group
   * without a context each condition has its own, and the outermost records are looked at first.
   * With a problem the group is left out.
   *
   * @return whether there was no problem
   */
  public boolean addRules(GroupSource source, GroupSource.Problems problems) {
    return new Group(source, problems).addRules();
  }

  /** Reads one text. */
  @FunctionalInterface
  private interface Reader<T> {
    T read(String text) throws InvalidStatementException;
  }

  private final class Group {
    private final GroupSource source;
    private final GroupSource.Problems problems;
    private boolean broken;

    Group(GroupSource source, GroupSource.Problems problems) {
      this.source = source;
      this.problems = problems;
    }

    boolean add() {
      List<Syntax> conditions = read("conditions", source.conditions(), SyntaxReader::condition);
      List<StatementSyntax> statements =
          read("statements", source.statements(), SyntaxReader::statement);
      ContextName context = broken ? null : context(0, conditions, statements);
      if (context == null) {
        return false;
      }
      StatementCompiler compiler = new StatementCompiler(context, functions, layout);
      List<Condition> compiledConditions = compile("conditions", conditions, compiler::condition);
      Set<ContextName> written = EnumSet.noneOf(ContextName.class);
      List<Statement> compiled = new ArrayList<>();
      int first = texts.size();
      List<StatementCompiler.Compiled> bound =
          compile("statements", statements, compiler::statement);
      if (broken) {
        return false;
      }
      for (int i = 0; i < bound.size(); i++) {
        written.addAll(bound.get(i).written());
        compiled.add(
            new Statement(
                statements.get(i).text(),
                first + i,
                bound.get(i).edition(),
                bound.get(i).condition()));
        texts.add(statements.get(i).text());
      }
      groups.add(
          new StatementGroup(
              context,
              new StatementGroup.ConditionList(
                  compiledConditions, source.conditions(), conditionTexts.size()),
              compiled,
              source.errorMode(),
              source.sharedCache(),
              written));
      conditionTexts.addAll(source.conditions());
      return true;
    }

    boolean addRules() {
      List<Syntax> conditions = read("conditions", source.conditions(), SyntaxReader::condition);
      if (broken) {
        return false;
      }
      int first = texts.size();
      Map<ContextName, List<Statement>> rules = new EnumMap<>(ContextName.class); // outermost first
      for (int i = 0; i < conditions.size(); i++) {
        ContextName context = context(i, List.of(conditions.get(i)), List.of());
        Condition condition = context == null ? null : rule(context, i, conditions.get(i));
        if (condition != null) {
          rules
              .computeIfAbsent(context, c -> new ArrayList<>())
              .add(
                  new Statement(
                      source.conditions().get(i), first + i, removal(first + i), condition));
        }
      }
      if (broken) {
        return false;
      }
      texts.addAll(source.conditions());
      rules.forEach(
          (context, list) ->
              groups.add(
                  new StatementGroup(
                      context,
                      StatementGroup.ConditionList.NONE,
                      list,
                      source.errorMode(),
                      false,
                      EnumSet.of(context))));
      return true;
    }

    private @Nullable Condition rule(ContextName context, int index, Syntax syntax) {
      try {
        return new StatementCompiler(context, functions, layout).condition(syntax);
      } catch (InvalidStatementException wrong) {
        report("conditions", index, wrong);
        return null;
      }
    }

    private static Edition removal(int rule) {
      return x -> {
        x.remove(rule);
        return true;
      };
    }

    private <T> List<T> read(String part, List<String> texts, Reader<T> reader) {
      List<T> all = new ArrayList<>();
      for (int i = 0; i < texts.size(); i++) {
        try {
          all.add(reader.read(texts.get(i)));
        } catch (InvalidStatementException wrong) {
          report(part, i, wrong);
        }
      }
      return all;
    }

    private <S, T> List<T> compile(String part, List<S> read, Compilation<S, T> compilation) {
      List<T> all = new ArrayList<>();
      for (int i = 0; i < read.size(); i++) {
        try {
          all.add(compilation.compile(read.get(i)));
        } catch (InvalidStatementException wrong) {
          report(part, i, wrong);
        }
      }
      return all;
    }

    private void report(String part, int index, InvalidStatementException wrong) {
      broken = true;
      wrong.problems().forEach(problem -> problems.add(part, index, problem));
    }

    private @Nullable ContextName context(
        int index, List<Syntax> conditions, List<StatementSyntax> statements) {
      if (source.context() != null && !source.context().isEmpty()) {
        return named(source.context());
      }
      ContextInference inference = new ContextInference(signal, functions);
      conditions.forEach(inference::look);
      for (StatementSyntax statement : statements) {
        inference.look(statement.editor());
        if (statement.condition() != null) {
          inference.look(statement.condition());
        }
      }
      try {
        return inference.infer();
      } catch (InvalidStatementException none) {
        report(statements.isEmpty() ? "conditions" : "statements", index, none);
        return null;
      }
    }

    private @Nullable ContextName named(String word) {
      ContextName context = ContextName.of(word);
      List<ContextName> known = ContextInference.contexts(signal);
      if (context == null || !known.contains(context)) {
        report(
            "context",
            0,
            new InvalidStatementException(
                Location.START,
                "\""
                    + word
                    + "\" is no context of "
                    + signal.name().toLowerCase(Locale.ROOT)
                    + Suggestion.expected(word, known.stream().map(ContextName::word).toList())));
        return null;
      }
      return context;
    }
  }

  /** Compiles one syntax. */
  @FunctionalInterface
  private interface Compilation<S, T> {
    T compile(S syntax) throws InvalidStatementException;
  }
}
