package io.beltline.service;

import io.beltline.api.BuildInfo;
import io.beltline.api.Factory;
import io.beltline.config.ConfigProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a collector is made from: code, and where its configuration stands.
 *
 * @param build what runs
 * @param factories every component type that can be configured
 * @param locations where the configuration stands, each over those before ({@code --config})
 * @param assignments single keys set over it ({@code --set})
 * @param environment the environment variables
 * @param folder where relative paths begin
 * @param providers how configuration is fetched from elsewhere
 * @param shutdownPatience how long shutdown may take
 */
public record CollectorSettings(
    BuildInfo build,
    List<Factory<?>> factories,
    List<String> locations,
    List<String> assignments,
    Map<String, String> environment,
    Path folder,
    List<ConfigProvider> providers,
    Duration shutdownPatience) {
  // what runs collectors kills them after 30 s; what they could not deliver is to be told before
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  /** Copies the collections. */
  public CollectorSettings {
    factories = List.copyOf(factories);
    locations = List.copyOf(locations);
    assignments = List.copyOf(assignments);
    environment = Map.copyOf(environment);
    providers = List.copyOf(providers);
  }

  /** Settings of a process: its environment, its folder, 25 s to shut down. */
  public static CollectorSettings of(
      BuildInfo build,
      List<Factory<?>> factories,
      List<String> locations,
      List<String> assignments) {
    return new CollectorSettings(
        build,
        factories,
        locations,
        assignments,
        System.getenv(),
        Path.of(""),
        List.of(),
        PATIENCE);
  }

  /** The same with providers. */
  public CollectorSettings withProviders(List<ConfigProvider> providers) {
    return new CollectorSettings(
        build, factories, locations, assignments, environment, folder, providers, shutdownPatience);
  }

  /** The same with other environment variables. */
  public CollectorSettings withEnvironment(Map<String, String> environment) {
    return new CollectorSettings(
        build, factories, locations, assignments, environment, folder, providers, shutdownPatience);
  }
}
