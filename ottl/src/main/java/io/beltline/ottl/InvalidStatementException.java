package io.beltline.ottl;

import java.util.List;
import java.util.stream.Collectors;

/** A statement or condition cannot be used. Says why, and where in its text. */
public final class InvalidStatementException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<StatementProblem> problems;

  /** One problem. */
  public InvalidStatementException(Location at, String message) {
    this(List.of(new StatementProblem(at, message)));
  }

  /** All problems of a statement, at least one. */
  public InvalidStatementException(List<StatementProblem> problems) {
    super(problems.stream().map(StatementProblem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** The problems in the order of the text. */
  public List<StatementProblem> problems() {
    return problems;
  }
}
