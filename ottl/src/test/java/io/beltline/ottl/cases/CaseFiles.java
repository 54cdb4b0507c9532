package io.beltline.ottl.cases;

import io.beltline.config.ConfigLoader;
import io.beltline.config.LoadedConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code cases/*.yaml}. */
final class CaseFiles {
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "context",
          "statement",
          "statements",
          "conditions",
          "value",
          "condition",
          "input",
          "output",
          "gives",
          "holds",
          "error",
          "problem",
          "same",
          "mode",
          "request",
          "functions",
          "compiles");

  private CaseFiles() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (Path file : files()) {
      cases.addAll(read(file));
    }
    return cases;
  }

  private static List<Path> files() {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    try {
      return Path.of(Objects.requireNonNull(CaseFiles.class.getResource("/cases/set.yaml")).toURI())
          .getParent();
    } catch (java.net.URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Case> read(Path file) {
    String name = file.getFileName().toString();
    LoadedConfig loaded;
    try {
      loaded = ConfigLoader.text(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (loaded.failed()) {
      throw new IllegalStateException(name + ": " + loaded.problems());
    }
    Map<String, @Nullable Object> root = loaded.tree().plain();
    String context = String.valueOf(root.getOrDefault("context", "log"));
    List<Case> cases = new ArrayList<>();
    int number = 0;
    for (Object entry : (List<?>) Objects.requireNonNull(root.get("cases"))) {
      Map<String, @Nullable Object> map =
          new LinkedHashMap<>((Map<String, @Nullable Object>) entry);
      number++;
      for (String key : map.keySet()) {
        if (!KEYS.contains(key)) {
          throw new IllegalStateException(name + " " + number + " has the unknown key " + key);
        }
      }
      map.putIfAbsent("context", context);
      cases.add(new Case(name, number, Records.signalOf(String.valueOf(map.get("context"))), map));
    }
    return cases;
  }
}
