package io.beltline.exporter;

import io.beltline.config.Binder;
import io.beltline.config.Bound;
import io.beltline.config.ConfigLoader;
import io.beltline.config.LoadedConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Configuration records from YAML text, as the collector reads them from a file. */
public final class Yaml {
  private Yaml() {}

  /** Binds a text, which stands in a file {@code c.yaml}. */
  public static <R extends Record> Bound<R> bind(Class<R> type, String text) {
    try {
      Path folder = Files.createTempDirectory("beltline-config");
      Path file = folder.resolve("c.yaml");
      Files.writeString(file, text);
      LoadedConfig loaded =
          new ConfigLoader(Map.of(), folder, List.of()).load(List.of("c.yaml"), List.of());
      Files.delete(file);
      Files.delete(folder);
      return Binder.bind(type, loaded.tree());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The problems of a text, each on a line. */
  public static <R extends Record> String problems(Class<R> type, String text) {
    StringBuilder lines = new StringBuilder();
    bind(type, text).problems().forEach(problem -> lines.append(problem).append('\n'));
    return lines.toString();
  }
}
