package io.beltline.distribution.queue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say whose queues are meant; without any, those of this user's collectors. */
final class TargetOptions {

  @Option(
      names = "--endpoint",
      paramLabel = "ADDRESS",
      description = "A collector's admin API: host:port or unix:///path.")
  @Nullable String endpoint;

  @Option(names = "--pid", paramLabel = "PID", description = "One of this user's collectors.")
  @Nullable Long pid;

  @Option(
      names = "--config",
      paramLabel = "LOCATION",
      description = "What is on disk under the storage extensions of a configuration; repeatable.")
  List<String> locations = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets one key over the configuration.")
  List<String> assignments = new ArrayList<>();

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "What is on disk in a storage directory; repeatable.")
  List<Path> directories = new ArrayList<>();

  /** True if files are meant, whether or not a collector runs on them. */
  boolean onDisk() {
    return !locations.isEmpty() || !directories.isEmpty();
  }
}
