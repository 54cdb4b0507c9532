package io.beltline.verification.config;

import io.beltline.verification.process.Project;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Configurations as people published them, kept beside the project where there are any, or where
 * {@code -Dconfigurations=FOLDER} says.
 */
final class RealConfigurations {
  private static final Path BESIDE = Project.root().resolve("../shared/configs").normalize();
  private static final Path FOLDER =
      Path.of(System.getProperty("configurations", BESIDE.toString())).toAbsolutePath();
  private static final Path OURS = Project.module().resolve("src/test/resources/configurations");

  private RealConfigurations() {}

  /** Whether they are there. */
  static boolean present() {
    return Files.isDirectory(FOLDER);
  }

  /** A row each, by name; overlays last, each over a base of ours. */
  static List<Row> rows() throws IOException {
    Map<String, String> environment = environment();
    List<Row> rows = new ArrayList<>();
    for (String name : yaml(FOLDER)) {
      rows.add(Row.of(name, Trial.of(FOLDER, List.of(name), environment)));
    }
    String base = OURS.resolve("base.yaml").toString();
    for (String name : yaml(FOLDER.resolve("overlays"))) {
      String overlay = "overlays/" + name;
      rows.add(Row.of(overlay, Trial.of(FOLDER, List.of(base, overlay), environment)));
    }
    return rows;
  }

  private static List<String> yaml(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .sorted()
          .toList();
    }
  }

  private static Map<String, String> environment() throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(OURS.resolve("environment.properties"))) {
      properties.load(reader);
    }
    Map<String, String> environment = new HashMap<>();
    properties.forEach((name, value) -> environment.put(name.toString(), value.toString()));
    return environment;
  }
}
