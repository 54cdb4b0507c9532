package io.beltline.distribution.queue;

import io.beltline.api.BuildInfo;
import io.beltline.api.Clock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the commands get from the program around them.
 *
 * @param build what runs
 * @param clock time
 * @param environment the environment variables
 * @param storage finds the storage directories a configuration names
 */
public record Program(
    BuildInfo build, Clock clock, Map<String, String> environment, Storage storage) {

  /** Finds storage directories. */
  @FunctionalInterface
  public interface Storage {
    /**
     * The directories.
     *
     * @throws io.beltline.service.InvalidConfigurationException if the configuration cannot be used
     */
    List<Path> directories(List<String> locations, List<String> assignments);
  }
}
