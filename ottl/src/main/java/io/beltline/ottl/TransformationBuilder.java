package io.beltline.ottl;

import io.beltline.config.Suggestion;
import io.beltline.model.Signal;
import io.beltline.ottl.context.Condition;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Layout;
import io.beltline.ottl.function.FunctionSet;
import io.beltline.ottl.syntax.StatementSyntax;
import io.beltline.ottl.syntax.Syntax;
import io.beltline.ottl.syntax.SyntaxReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles groups of statements of one signal. One thread. */
public final class TransformationBuilder {
  private final Signal signal;
  private final FunctionSet functions;
  private final Layout layout = new Layout();
  private final List<StatementGroup> groups = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  /** A builder of statements that may call some functions. */
  public TransformationBuilder(Signal signal, FunctionSet functions) {
    this.signal = signal;
    this.functions = functions;
  }

  /** What is compiled so far. */
  public Transformation build() {
    return new Transformation(signal, layout, groups, texts);
  }

  /**
   * Compiles a group behind those before. With a problem the group is left out.
   *
   * @return whether there was no problem
   */
  public boolean add(GroupSource source, GroupSource.Problems problems) {
    return new Group(source, problems).add();
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
      ContextName context = broken ? null : context(conditions, statements);
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
              new StatementGroup.ConditionList(compiledConditions),
              compiled,
              source.errorMode(),
              source.sharedCache(),
              written));
      return true;
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
        List<Syntax> conditions, List<StatementSyntax> statements) {
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
        report("statements", 0, none);
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
