package io.beltline.distribution.test;

import io.beltline.config.Binder;
import io.beltline.config.Bound;
import io.beltline.config.ConfigLoader;
import io.beltline.config.LoadedConfig;
import io.beltline.config.Position;
import io.beltline.config.Problem;
import io.beltline.service.CollectorSettings;
import io.beltline.service.InvalidConfigurationException;
import io.beltline.service.trial.TrialConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Reads test files and the configurations they name. Everything wrong is a problem with its place.
 *
 * @param settings makes settings of configuration files and of environment variables
 */
record Reading(BiFunction<List<String>, Map<String, String>, CollectorSettings> settings) {

  /** Reads one. */
  ReadyFile read(Path file) {
    List<Problem> problems = new ArrayList<>();
    LoadedConfig text;
    try {
      text = ConfigLoader.text(Files.readString(file), file.toString());
    } catch (IOException unreadable) {
      problems.add(
          Problem.error("", "cannot be read: " + unreadable, Position.of(file.toString())));
      return new ReadyFile(file, null, List.of(), 0, List.of(), problems);
    }
    problems.addAll(text.problems());
    Bound<TestFile> bound = Binder.bind(TestFile.class, text.tree());
    problems.addAll(bound.problems());
    if (text.failed() || bound.failed()) {
      return new ReadyFile(file, null, List.of(), 0, List.of(), problems);
    }
    TestFile content = bound.value();
    List<String> configs =
        content.config().stream().map(name -> beside(file, name).toString()).toList();
    TrialConfig config;
    try {
      Map<String, String> environment = new HashMap<>(System.getenv());
      environment.putAll(content.environment());
      config = TrialConfig.load(settings.apply(configs, environment));
    } catch (InvalidConfigurationException invalid) {
      problems.addAll(invalid.problems().stream().filter(Problem::fatal).toList());
      return new ReadyFile(file, null, configs, 0, List.of(), problems);
    }
    List<ReadyTest> tests =
        new Preparation(file, new Places(text.tree()), config.spots(), problems).tests(content);
    return new ReadyFile(
        file,
        config,
        configs,
        content.unixNanos(),
        problems.stream().noneMatch(Problem::fatal) ? tests : List.of(),
        problems);
  }

  /** A file that is named by another. */
  static Path beside(Path file, String name) {
    return file.resolveSibling(name).normalize();
  }
}
