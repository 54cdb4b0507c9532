package io.beltline.ottl.syntax;

import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.Location;
import io.beltline.ottl.StatementProblem;
import io.beltline.ottl.grammar.OttlParser;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Puts a parser's errors into words. The first one counts: what follows is guesswork. */
final class SyntaxErrors extends BaseErrorListener {
  private final List<StatementProblem> problems = new ArrayList<>();

  void check() throws InvalidStatementException {
    if (!problems.isEmpty()) {
      throw new InvalidStatementException(problems.subList(0, 1));
    }
  }

  @Override
  public void syntaxError(
      Recognizer<?, ?> recognizer,
      @Nullable Object symbol,
      int line,
      int column,
      @Nullable String message,
      @Nullable RecognitionException cause) {
    Location at = new Location(line, column + 1);
    if (!(symbol instanceof Token token) || !(recognizer instanceof Parser parser)) {
      problems.add(new StatementProblem(at, String.valueOf(message)));
      return;
    }
    problems.add(new StatementProblem(at, words(parser, token, cause)));
  }

  private static String words(Parser parser, Token token, @Nullable RecognitionException cause) {
    if (token.getType() == OttlParser.OPEN_STRING) {
      return "the text has no end (expected: a closing double quote)";
    }
    String found =
        token.getType() == Token.EOF ? "the statement ends here" : "unexpected " + quoted(token);
    Token after = token.getType() == Token.EOF ? null : before(parser, token);
    if (after != null && after.getType() == OttlParser.ASSIGN) {
      return found + " (values are compared with ==)";
    }
    if (token.getText().equals("&") || token.getText().equals("|")) {
      return found + " (conditions are joined with and, or)";
    }
    if (token.getText().equals("!")) {
      return found + " (a condition is negated with not)";
    }
    if (token.getText().equals("'") || token.getText().equals("`")) {
      return found + " (texts stand in double quotes)";
    }
    return found + expected(parser, cause);
  }

  private static @Nullable Token before(Parser parser, Token token) {
    return token.getTokenIndex() == 0
        ? null
        : parser.getTokenStream().get(token.getTokenIndex() - 1);
  }

  private static String quoted(Token token) {
    return "\"" + token.getText() + "\"";
  }

  private static String expected(Parser parser, @Nullable RecognitionException cause) {
    if (cause != null && !(cause instanceof InputMismatchException)) {
      return "";
    }
    List<String> names =
        parser.getExpectedTokens().toList().stream().map(SyntaxErrors::name).distinct().toList();
    return names.isEmpty() || names.size() > 6
        ? ""
        : " (expected: " + String.join(", ", names) + ")";
  }

  private static String name(int type) {
    return switch (type) {
      case Token.EOF -> "the end";
      case OttlParser.LOWER_NAME, OttlParser.UPPER_NAME -> "a name";
      case OttlParser.STRING -> "a text";
      case OttlParser.INT, OttlParser.FLOAT -> "a number";
      default -> {
        String literal = OttlParser.VOCABULARY.getLiteralName(type);
        yield literal == null
            ? OttlParser.VOCABULARY.getDisplayName(type)
            : literal.substring(1, literal.length() - 1);
      }
    };
  }
}
