package io.beltline.config;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What binding gave: a record, and everything wrong on the way.
 *
 * @param <R> the record
 */
public final class Bound<R extends Record> {
  private final @Nullable R value;
  private final List<Problem> problems;
  private final Set<String> written;

  Bound(@Nullable R value, List<Problem> problems, Set<String> written) {
    this.value = value;
    this.problems = List.copyOf(problems);
    this.written = Set.copyOf(written);
  }

  /** Whether there is an error, so that there is no record. */
  public boolean failed() {
    return value == null || problems.stream().anyMatch(Problem::fatal);
  }

  /**
   * The record.
   *
   * @throws IllegalStateException with all errors if {@link #failed()}
   */
  public R value() {
    if (value == null || failed()) {
      throw new IllegalStateException(
          problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
    return value;
  }

  /** Errors and warnings, in the order of the record's keys. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * Whether the user wrote a key, be it null.
   *
   * @param path relative to the record, {@code tls::insecure}; the key's first spelling
   */
  public boolean isSet(String path) {
    return written.contains(path);
  }

  /** Every key the user wrote, as for {@link #isSet}. */
  public Set<String> written() {
    return written;
  }
}
