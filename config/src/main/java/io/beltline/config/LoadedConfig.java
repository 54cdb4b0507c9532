package io.beltline.config;

import java.nio.file.Path;
import java.util.List;

/**
 * What loading gave.
 *
 * @param tree everything merged and expanded; as far as it could be read if there are errors
 * @param problems errors and warnings, in the order found
 * @param files every file that was read or tried, for watching
 */
public record LoadedConfig(ConfigMap tree, List<Problem> problems, List<Path> files) {

  /** Copies the lists. */
  public LoadedConfig {
    problems = List.copyOf(problems);
    files = List.copyOf(files);
  }

  /** Whether there is an error, so that the tree must not be used. */
  public boolean failed() {
    return problems.stream().anyMatch(Problem::fatal);
  }
}
