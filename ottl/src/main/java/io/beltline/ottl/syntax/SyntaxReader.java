package io.beltline.ottl.syntax;

import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.Location;
import io.beltline.ottl.grammar.OttlLexer;
import io.beltline.ottl.grammar.OttlParser;
import java.util.function.Function;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Reads statements, conditions and values. Stateless; safe for all threads. */
public final class SyntaxReader {
  /** Deeper brackets than anybody writes, fewer than a thread's stack holds. */
  private static final int MAX_DEPTH = 100;

  /** Of "not" and of arithmetic: each makes the expression deeper, without a bracket. */
  private static final int MAX_OPERATORS = 1000;

  private SyntaxReader() {}

  /**
   * Reads an editor with or without a condition.
   *
   * @throws InvalidStatementException if the text is no statement
   */
  public static StatementSyntax statement(String text) throws InvalidStatementException {
    OttlParser.StatementContext tree = parse(text, OttlParser::statement);
    SyntaxBuilder builder = new SyntaxBuilder();
    Syntax.Call editor = builder.call(tree.call());
    Syntax condition = tree.condition() == null ? null : builder.condition(tree.condition());
    if (!editor.isEditor()) {
      builder.problem(
          editor.at(),
          "a statement begins with an editor, and "
              + editor.function()
              + " is a converter (expected: a name that begins with a lower-case letter)");
    } else if (!editor.keys().isEmpty()) {
      builder.problem(
          editor.keys().getFirst().at(), "only paths and converters can be indexed, not editors");
    }
    builder.check();
    return new StatementSyntax(text, editor, condition);
  }

  /**
   * Reads a condition that stands alone.
   *
   * @throws InvalidStatementException if the text is no condition
   */
  public static Syntax condition(String text) throws InvalidStatementException {
    OttlParser.SoleConditionContext tree = parse(text, OttlParser::soleCondition);
    SyntaxBuilder builder = new SyntaxBuilder();
    Syntax condition = builder.condition(tree.condition());
    builder.check();
    return condition;
  }

  /**
   * Reads a value that stands alone.
   *
   * @throws InvalidStatementException if the text is no value
   */
  public static Syntax value(String text) throws InvalidStatementException {
    OttlParser.SoleValueContext tree = parse(text, OttlParser::soleValue);
    SyntaxBuilder builder = new SyntaxBuilder();
    Syntax value = builder.value(tree.value());
    builder.check();
    return value;
  }

  private static <T extends ParserRuleContext> T parse(String text, Function<OttlParser, T> rule)
      throws InvalidStatementException {
    Location deep = tooDeep(text);
    if (deep != null) {
      throw new InvalidStatementException(
          deep, "brackets are nested more than " + MAX_DEPTH + " deep");
    }
    SyntaxErrors errors = new SyntaxErrors();
    OttlLexer lexer = new OttlLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    checkOperators(tokens);
    OttlParser parser = new OttlParser(tokens);
    parser.removeErrorListeners();
    parser.addErrorListener(errors);
    T tree = rule.apply(parser);
    errors.check();
    return tree;
  }

  private static void checkOperators(CommonTokenStream tokens) throws InvalidStatementException {
    tokens.fill();
    int operators = 0;
    for (Token token : tokens.getTokens()) {
      switch (token.getType()) {
        case OttlLexer.NOT, OttlLexer.PLUS, OttlLexer.MINUS, OttlLexer.STAR, OttlLexer.SLASH ->
            operators++;
        default -> {}
      }
      if (operators > MAX_OPERATORS) {
        throw new InvalidStatementException(
            new Location(token.getLine(), token.getCharPositionInLine() + 1),
            "more than " + MAX_OPERATORS + " operators");
      }
    }
  }

  private static @Nullable Location tooDeep(String text) {
    int depth = 0;
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '(', '[', '{' -> depth++;
        case ')', ']', '}' -> depth--;
        case '\n' -> {
          line++;
          lineStart = i + 1;
        }
        default -> {}
      }
      if (depth > MAX_DEPTH) {
        return new Location(line, i - lineStart + 1);
      }
    }
    return null;
  }
}
