package io.beltline.config;

import static java.util.stream.Collectors.joining;

import io.beltline.config.Sources.Location;
import io.beltline.config.Sources.Unavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads, merges and expands the configuration named on the command line.
 *
 * <p>Never throws for what users write: everything wrong is a {@link Problem}. Immutable, for any
 * number of threads.
 */
public final class ConfigLoader {
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[/\\\\].*");

  private final Map<String, String> environment;
  private final Path folder;
  private final List<ConfigProvider> providers;

  /**
   * A loader.
   *
   * @param environment the environment variables
   * @param folder where relative paths begin
   * @param providers for schemes beyond {@code env}, {@code file} and {@code yaml}
   */
  public ConfigLoader(
      Map<String, String> environment, Path folder, List<ConfigProvider> providers) {
    this.environment = Map.copyOf(environment);
    this.folder = folder;
    this.providers = List.copyOf(providers);
  }

  /**
   * Loads locations in order, each over those before it, then the assignments, then expands.
   *
   * @param locations each a file, a folder (all {@code *.yaml} and {@code *.yml} in it, by name), a
   *     glob, {@code file:path}, {@code env:NAME}, {@code yaml:a::b: c}, or a URI of a provider
   * @param assignments each {@code processors.batch.timeout=2s}; dots and {@code ::} nest
   */
  public LoadedConfig load(List<String> locations, List<String> assignments) {
    Sources sources = new Sources(environment, folder, providers);
    List<Problem> problems = new ArrayList<>();
    ConfigMap tree =
        ConfigMap.empty(
            Position.of(locations.stream().map(ConfigLoader::shown).collect(joining(", "))));
    for (String location : locations) {
      for (ConfigNode source : read(location, sources, problems)) {
        tree = over(tree, source, problems);
      }
    }
    for (String assignment : assignments) {
      tree = over(tree, assigned(assignment, problems), problems);
    }
    ConfigNode expanded = Merge.nest(new Expansion(sources, problems).expand(tree));
    return new LoadedConfig(
        expanded instanceof ConfigMap map ? map : tree, problems, sources.files());
  }

  /**
   * Reads one text without expanding references: {@code Binder.bind(type, text(yaml).tree())}.
   *
   * @param yaml the text
   */
  public static LoadedConfig text(String yaml) {
    return text(yaml, "config.yaml");
  }

  /**
   * As {@link #text(String)}, for a text from a named place.
   *
   * @param source what stands before line and column: the name of a file
   */
  public static LoadedConfig text(String yaml, String source) {
    List<Problem> problems = new ArrayList<>();
    ConfigNode root = parse(yaml, source, problems);
    ConfigMap tree = over(ConfigMap.empty(Position.of(source)), root, problems);
    return new LoadedConfig(tree, problems, List.of());
  }

  private static ConfigMap over(ConfigMap tree, ConfigNode source, List<Problem> problems) {
    if (source instanceof ConfigMap map) {
      return Merge.merge(tree, Merge.nest(map));
    }
    if (!source.isNull()) {
      String kind = source instanceof ConfigList ? "list" : "scalar";
      problems.add(
          Problem.error(
              "", "the configuration is a " + kind + " (expected: a map)", source.position()));
    }
    return tree;
  }

  private static List<ConfigNode> read(String location, Sources sources, List<Problem> problems) {
    List<ConfigNode> roots = new ArrayList<>();
    try {
      Location parts = Sources.location(location);
      if (parts == null || DRIVE.matcher(location).matches() || location.indexOf(':') < 0) {
        parts = new Location("file", location);
      }
      if (parts.scheme().equals("file")) {
        for (Path file : ConfigFiles.matching(sources.resolve(parts.rest()))) {
          String name = Files.isRegularFile(sources.resolve(parts.rest())) ? parts.rest() : "";
          String shown = name.isEmpty() ? file.toString() : name;
          roots.add(parse(sources.file(file), shown, problems));
        }
      } else {
        roots.add(parse(sources.retrieve(parts).text(), shown(location), problems));
      }
    } catch (Unavailable e) {
      problems.add(
          Problem.error("", e.words(), Position.of("--config " + Sources.shown(location))));
    }
    return roots;
  }

  private static String shown(String location) {
    return location.startsWith("yaml:") ? "--config" : Sources.shown(location);
  }

  private static ConfigNode assigned(String assignment, List<Problem> problems) {
    int equal = assignment.indexOf('=');
    if (equal <= 0) {
      String message = "\"" + assignment + "\" sets nothing (expected: key.path=value)";
      problems.add(Problem.error("", message, Position.of("--set")));
      return ConfigMap.empty(Position.of("--set"));
    }
    String written = assignment.substring(0, equal).strip();
    String key = written.replace(".", "::");
    String value = assignment.substring(equal + 1).strip();
    Position at = Position.of("--set " + written);
    List<Problem> wrong = new ArrayList<>();
    ConfigNode parsed = parse(key + ": " + value, "--set", wrong);
    wrong.forEach(p -> problems.add(new Problem(p.severity(), p.path(), p.message(), at)));
    return Placement.all(parsed, at);
  }

  private static ConfigNode parse(String text, String source, List<Problem> problems) {
    YamlReader.Parsed parsed = YamlReader.read(text, source);
    problems.addAll(parsed.problems());
    ConfigNode root = parsed.root();
    return root == null ? ConfigMap.empty(Position.of(source)) : root;
  }
}
