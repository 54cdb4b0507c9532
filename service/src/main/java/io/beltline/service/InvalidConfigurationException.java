package io.beltline.service;

import io.beltline.config.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; the message has a line for each problem. */
public final class InvalidConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** Tells errors and warnings. */
  public InvalidConfigurationException(List<Problem> problems) {
    super(
        problems.stream()
            .filter(Problem::fatal)
            .map(Problem::toString)
            .collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Errors and warnings, by place. */
  public List<Problem> problems() {
    return problems;
  }
}
