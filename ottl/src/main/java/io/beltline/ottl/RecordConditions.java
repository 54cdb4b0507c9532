package io.beltline.ottl;

import io.beltline.config.Suggestion;
import io.beltline.model.Signal;
import io.beltline.ottl.context.Condition;
import io.beltline.ottl.context.ContextName;
import io.beltline.ottl.context.Execution;
import io.beltline.ottl.context.Layout;
import io.beltline.ottl.function.FunctionSet;
import io.beltline.ottl.syntax.StatementSyntax;
import io.beltline.ottl.syntax.Syntax;
import io.beltline.ottl.syntax.SyntaxReader;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Compiles conditions that choose records of one signal without changing them; {@link RecordWalk}
 * shows them the records. One thread.
 */
public final class RecordConditions {
  private final Signal signal;
  private final FunctionSet functions;
  private final Layout layout = new Layout();

  /** No condition yet; those that come may call some functions. */
  public RecordConditions(Signal signal, FunctionSet functions) {
    this.signal = signal;
    this.functions = functions;
  }

  /**
   * A condition, ready to be tested on records of its context. Safe for all threads.
   *
   * @param context the records it is about
   * @param condition what must hold
   */
  public record Compiled(ContextName context, Condition condition) {
    /**
     * Tests the record at hand.
     *
     * @throws EvaluationException if that is not possible
     */
    public boolean test(Execution x) {
      return condition.test(x);
    }
  }

  /**
   * Compiles a condition.
   *
   * @param context the name of its context, or null to infer it from paths
   * @throws InvalidStatementException if it is wrong or there is no such context
   */
  public Compiled condition(@Nullable String context, String text)
      throws InvalidStatementException {
    return compile(context, SyntaxReader.condition(text));
  }

  /**
   * Compiles the condition of a statement whose editor is a name without a meaning, such as {@code
   * route() where ...}; without a condition it always holds.
   *
   * @throws InvalidStatementException if it is wrong, calls another editor, or there is no such
   *     context
   */
  public Compiled statement(@Nullable String context, String editor, String text)
      throws InvalidStatementException {
    StatementSyntax statement = SyntaxReader.statement(text);
    if (!statement.editor().function().equals(editor)
        || !statement.editor().arguments().isEmpty()) {
      throw new InvalidStatementException(
          statement.editor().at(),
          "the statement changes something (expected: " + editor + "() where ...)");
    }
    Syntax condition = statement.condition();
    return condition == null
        ? new Compiled(context == null ? ContextName.RESOURCE : named(context), Condition.of(true))
        : compile(context, condition);
  }

  /** What an execution of all conditions so far needs. */
  public Layout layout() {
    return layout;
  }

  private Compiled compile(@Nullable String context, Syntax syntax)
      throws InvalidStatementException {
    ContextName name = context == null ? infer(syntax) : named(context);
    return new Compiled(name, new StatementCompiler(name, functions, layout).condition(syntax));
  }

  private ContextName infer(Syntax syntax) throws InvalidStatementException {
    ContextInference inference = new ContextInference(signal, functions);
    inference.look(syntax);
    return inference.infer();
  }

  private ContextName named(String word) throws InvalidStatementException {
    ContextName context = ContextName.of(word);
    if (context == null || !ContextInference.contexts(signal).contains(context)) {
      throw new InvalidStatementException(
          Location.START,
          "\"%s\" is no context of %s%s"
              .formatted(
                  word,
                  signal.name().toLowerCase(Locale.ROOT),
                  Suggestion.expected(
                      word,
                      ContextInference.contexts(signal).stream().map(ContextName::word).toList())));
    }
    return context;
  }
}
