package io.beltline.components.tailing;

import io.beltline.components.paths.PathPattern;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the files that patterns include. Immutable. */
final class FileFinder {
  private final List<PathPattern> include;
  private final List<PathPattern> exclude;
  private final FileOrder order;

  FileFinder(TailConfig config) {
    this.include = config.include().stream().map(PathPattern::of).toList();
    this.exclude = config.exclude().stream().map(PathPattern::of).toList();
    this.order = new FileOrder(config.orderingCriteria());
  }

  /**
   * The paths, in the order that is demanded, else of the patterns and then of names.
   *
   * @param unixMillis the present
   */
  Collection<Path> find(long unixMillis) {
    Set<Path> found = new LinkedHashSet<>();
    include.forEach(pattern -> pattern.find(found));
    found.removeIf(path -> exclude.stream().anyMatch(pattern -> pattern.matches(path)));
    return order.choose(found, unixMillis);
  }
}
