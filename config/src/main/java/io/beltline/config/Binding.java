package io.beltline.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one run of the binder has found so far. */
final class Binding {
  /** Stands for a value that could not be read; the problem is noted. */
  static final Object FAILED = Failed.FAILED;

  private enum Failed {
    FAILED
  }

  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> written = new LinkedHashSet<>();
  private final Set<String> failed = new HashSet<>();

  static boolean failed(@Nullable Object value) {
    return value instanceof Failed;
  }

  List<Problem> problems() {
    return problems;
  }

  Set<String> written() {
    return written;
  }

  Object fail(Place place, String message) {
    problems.add(Problem.error(place.path(), message, place.position()));
    failed.add(place.path());
    return FAILED;
  }

  /** Notes that a path cannot be read for a reason that is told elsewhere. */
  void unreadable(String path) {
    failed.add(path);
  }

  void warn(Place place, String message) {
    problems.add(Problem.warning(place.path(), message, place.position()));
  }

  /** Adds a broken rule, unless what it speaks of could not be read in the first place. */
  void rule(String path, String message, Position position) {
    for (String known : failed) {
      if (path.equals(known) || path.startsWith(known + "::")) {
        return;
      }
    }
    problems.add(Problem.error(path, message, position));
  }

  boolean failedWithin(String path) {
    return failed.stream()
        .anyMatch(p -> path.isEmpty() || p.equals(path) || p.startsWith(path + "::"));
  }
}
