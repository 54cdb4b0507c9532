package io.beltline.testkit;

import io.beltline.config.Binder;
import io.beltline.config.Bound;
import io.beltline.config.ConfigLoader;
import io.beltline.config.LoadedConfig;
import io.beltline.config.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Binds a component's configuration from YAML, as the service does. */
public final class BoundYaml {
  private BoundYaml() {}

  /** The record, with every problem. */
  public static <R extends Record> Bound<R> bind(Class<R> type, String yaml) {
    LoadedConfig loaded =
        new ConfigLoader(Map.of(), Path.of("."), List.of())
            .load(List.of("yaml:" + yaml), List.of());
    if (loaded.failed()) {
      throw new IllegalArgumentException(loaded.problems().toString());
    }
    return Binder.bind(type, loaded.tree());
  }

  /** The record of a configuration without problems. */
  public static <R extends Record> R value(Class<R> type, String yaml) {
    return bind(type, yaml).value();
  }

  /** The problems, as {@code path: message file:line:column}. */
  public static List<String> problems(Class<? extends Record> type, String yaml) {
    return bind(type, yaml).problems().stream().map(Problem::toString).toList();
  }
}
