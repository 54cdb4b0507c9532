package io.beltline.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.config.Binder;
import io.beltline.config.Bound;
import io.beltline.config.ConfigLoader;
import io.beltline.config.LoadedConfig;
import io.beltline.config.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Configuration records from YAML. */
public final class Configs {
  private Configs() {}

  /** The record of a section that has no problem. */
  public static <R extends Record> R bind(Class<R> type, String yaml) {
    Bound<R> bound = read(type, yaml);
    assertThat(bound.problems()).isEmpty();
    return bound.value();
  }

  /** The problems of a section, each as {@code line: path: message}. */
  public static List<String> problems(Class<? extends Record> type, String yaml) {
    return read(type, yaml).problems().stream().map(Configs::text).toList();
  }

  private static String text(Problem problem) {
    return problem.position().line() + ": " + problem.path() + ": " + problem.message();
  }

  private static <R extends Record> Bound<R> read(Class<R> type, String yaml) {
    LoadedConfig loaded =
        new ConfigLoader(Map.of("CONFIG", yaml), Path.of("."), List.of())
            .load(List.of("env:CONFIG"), List.of());
    assertThat(loaded.problems()).isEmpty();
    return Binder.bind(type, loaded.tree());
  }
}
