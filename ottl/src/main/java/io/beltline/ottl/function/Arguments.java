package io.beltline.ottl.function;

import io.beltline.ottl.InvalidStatementException;
import io.beltline.ottl.Location;
import io.beltline.ottl.context.Expression;
import io.beltline.ottl.context.Layout;
import io.beltline.ottl.context.PathAccess;
import io.beltline.ottl.pattern.InvalidPatternException;
import io.beltline.ottl.pattern.TextPattern;
import io.beltline.ottl.value.Cell;
import io.beltline.ottl.value.ValueKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call, compiled and checked against the function's parameters. Used while the
 * call is bound, by one thread.
 */
public final class Arguments {
  private final OttlFunction function;
  private final Location at;
  private final Layout layout;
  private final Map<String, Object> given = new HashMap<>();
  private final Map<String, Location> places = new HashMap<>();

  /** Arguments of a call, to be put in. */
  public Arguments(OttlFunction function, Location at, Layout layout) {
    this.function = function;
    this.at = at;
    this.layout = layout;
  }

  /** Puts in what a parameter was given: an expression, a list of them, a lambda or a function. */
  public void put(Parameter parameter, Location place, Object argument) {
    given.put(parameter.name(), argument);
    places.put(parameter.name(), place);
  }

  /** Where registers are counted. */
  public Layout layout() {
    return layout;
  }

  /** Whether an optional parameter was given. */
  public boolean has(String name) {
    return given.containsKey(name);
  }

  /** A problem with an argument. */
  public InvalidStatementException problem(String name, String message) {
    return new InvalidStatementException(places.getOrDefault(name, at), message);
  }

  private Object argument(String name) {
    return Objects.requireNonNull(given.get(name), name);
  }

  /** The value of a parameter: what its kind says. */
  public Expression value(String name) {
    return (Expression) argument(name);
  }

  /** The value of a parameter, or null if it was left out. */
  public @Nullable Expression optional(String name) {
    return (Expression) given.get(name);
  }

  /** A path to be read and set. */
  public PathAccess path(String name) {
    return (PathAccess) argument(name);
  }

  /** Several values. */
  @SuppressWarnings("unchecked") // put by kind
  public List<Expression> values(String name) {
    return (List<Expression>) argument(name);
  }

  /** A lambda of so many parameters. */
  public Lambda lambda(String name) {
    return (Lambda) argument(name);
  }

  /** A converter that was named. */
  public OttlFunction function(String name) {
    return (OttlFunction) argument(name);
  }

  private Cell constant(String name) {
    return Objects.requireNonNull(value(name).constant(), "checked by kind");
  }

  /** A constant text. */
  public String text(String name) {
    return constant(name).text();
  }

  /** A constant text, or what stands for it where it was left out. */
  public String text(String name, String absent) {
    return has(name) ? text(name) : absent;
  }

  /** A constant integer. */
  public long integer(String name) {
    return constant(name).integer();
  }

  /** A constant number. */
  public double number(String name) {
    Cell cell = constant(name);
    return cell.is(ValueKind.INT) ? (double) cell.integer() : cell.number();
  }

  /** A constant true or false, or what stands for it where it was left out. */
  public boolean bool(String name, boolean absent) {
    return has(name) ? constant(name).bool() : absent;
  }

  /**
   * A constant text that is one of some words.
   *
   * @throws InvalidStatementException if it is none of them
   */
  public String word(String name, String absent, List<String> words)
      throws InvalidStatementException {
    String word = text(name, absent);
    if (!words.contains(word)) {
      throw problem(
          name,
          "\""
              + word
              + "\" is no "
              + name
              + " of "
              + function.name()
              + " (expected: "
              + String.join(", ", words)
              + ")");
    }
    return word;
  }

  /**
   * A regular expression: compiled now if it is a constant, else when it is seen.
   *
   * @throws InvalidStatementException if it is a constant and no regular expression
   */
  public PatternArgument pattern(String name) throws InvalidStatementException {
    Expression value = value(name);
    Cell constant = value.constant();
    if (constant == null) {
      return PatternArgument.of(value, layout);
    }
    try {
      return PatternArgument.of(TextPattern.of(constant.text()));
    } catch (InvalidPatternException wrong) {
      throw problem(name, String.valueOf(wrong.getMessage()));
    }
  }
}
