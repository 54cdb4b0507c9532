package io.beltline.ottl;

/**
 * Something wrong in a statement.
 *
 * @param at where it stands in the statement
 * @param message what is wrong and what was expected
 */
public record StatementProblem(Location at, String message) {
  @Override
  public String toString() {
    return message + " at " + at;
  }
}
