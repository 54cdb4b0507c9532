package io.beltline.receiver.filelog;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the files that patterns include. Immutable. */
final class FileFinder {
  private final List<PathPattern> include;
  private final List<PathPattern> exclude;

  FileFinder(List<String> include, List<String> exclude) {
    this.include = include.stream().map(PathPattern::of).toList();
    this.exclude = exclude.stream().map(PathPattern::of).toList();
  }

  /** The paths, in the order of the patterns and then of names. */
  Set<Path> find() {
    Set<Path> found = new LinkedHashSet<>();
    include.forEach(pattern -> pattern.find(found));
    found.removeIf(path -> exclude.stream().anyMatch(pattern -> pattern.matches(path)));
    return found;
  }
}
