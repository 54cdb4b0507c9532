package io.beltline.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  @TempDir Path folder;

  private record Canned(String scheme, Map<String, String> texts) implements ConfigProvider {
    @Override
    public String retrieve(String uri) throws IOException {
      String text = texts.get(uri);
      if (text == null) {
        throw new IOException("404 at " + uri);
      }
      return text;
    }
  }

  private LoadedConfig load(List<String> locations, String... assignments) {
    ConfigProvider https = new Canned("https", Map.of("https://h/c.yaml", "a: {web: 1}"));
    Map<String, String> environment = Map.of("CONFIG", "a: {env: 1}", "LIST", "[1]");
    return new ConfigLoader(environment, folder, List.of(https))
        .load(locations, List.of(assignments));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static List<String> problems(LoadedConfig loaded) {
    return loaded.problems().stream().map(Problem::toString).toList();
  }

  @Test
  void credentialsOfAUrlAreNotShown() {
    assertThat(problems(load(List.of("https://me:pass@word@h/none.yaml"))))
        .singleElement()
        .asString()
        .contains("https://[REDACTED]@h/none.yaml cannot be read: 404 at https://[REDACTED]@h/")
        .doesNotContain("me:", "word");
  }

  @Test
  void placesShowNoCredentials() {
    List<String> urls = List.of("https://me:s3cret@h/none.yaml?token=s3cret");
    LoadedConfig none = load(urls);
    assertThat(none.tree().position()).hasToString("https://[REDACTED]@h/none.yaml?[REDACTED]");
    assertThat(problems(none)).singleElement().asString().doesNotContain("s3cret");
    ConfigMap a = (ConfigMap) load(urls, "a.b=s3cret").tree().value("a");
    assertThat(a.value("b").position()).hasToString("--set a.b");
    assertThat(load(List.of("yaml:[s3cret]")).tree().position()).hasToString("--config");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatDoesNotTellItsSizeIsBoundedToo() {
    assertThat(problems(load(List.of("file:/dev/zero"))))
        .singleElement()
        .asString()
        .contains("file /dev/zero is too large (expected: at most 16 MiB)");
  }

  @Test
  void mergesSourcesInOrder() throws IOException {
    write("one.yaml", "a: {x: 1, list: [1, 2], gone: {k: 1}}\nb: {c: 1}");
    write("two.yaml", "a: {y: 2, list: [3], gone: }\nb: 5");
    LoadedConfig loaded =
        load(
            List.of(
                "one.yaml",
                "file:two.yaml",
                "env:CONFIG",
                "https://h/c.yaml",
                "yaml:a::deep::k: 2s"),
            "a.x=7",
            "a::z=[1, q]",
            "a.x = 8");
    assertThat(problems(loaded)).isEmpty();
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("x", 8L);
    expected.put("list", List.of(3L));
    expected.put("gone", null);
    expected.put("y", 2L);
    expected.put("env", 1L);
    expected.put("web", 1L);
    expected.put("deep", Map.of("k", "2s"));
    expected.put("z", List.of(1L, "q"));
    Map<String, Object> root = new HashMap<>();
    root.put("a", expected);
    root.put("b", 5L);
    assertThat(loaded.tree().plain()).isEqualTo(root);
    assertThat(loaded.files())
        .containsExactly(folder.resolve("one.yaml"), folder.resolve("two.yaml"));
  }

  @Test
  void readsFoldersAndGlobsByName() throws IOException {
    write("conf.d/b.yml", "k: 2");
    write("conf.d/a.yaml", "k: 1\nfirst: 1");
    write("conf.d/c.txt", "k: 3");
    write("conf.d/sub/d.yaml", "k: 4");
    assertThat(load(List.of("conf.d")).tree().plain()).isEqualTo(Map.of("k", 2L, "first", 1L));
    assertThat(load(List.of("conf.d/*.yaml")).tree().plain())
        .isEqualTo(Map.of("k", 1L, "first", 1L));
    assertThat(load(List.of("conf.d/**.yaml")).tree().plain())
        .isEqualTo(Map.of("k", 4L, "first", 1L));
    assertThat(problems(load(List.of("conf.d/*.json"))))
        .singleElement()
        .asString()
        .contains("no file");
  }

  @Test
  void aFolderMayBeALink() throws IOException {
    write("releases/42/a.yaml", "k: 1");
    Files.createSymbolicLink(folder.resolve("current"), Path.of("releases/42"));
    assertThat(load(List.of("current")).tree().plain()).isEqualTo(Map.of("k", 1L));
    LoadedConfig loaded = load(List.of("current/*.yaml"));
    assertThat(loaded.tree().plain()).isEqualTo(Map.of("k", 1L));
    assertThat(loaded.files()).containsExactly(folder.resolve("current/a.yaml"));
  }

  @Test
  void nestsKeysOutsideLists() throws IOException {
    write("c.yaml", "typed::options:\n  a::b: 1\n  list: [{'c::d': 1}]\ntyped: {more: 2}");
    assertThat(load(List.of("c.yaml")).tree().plain())
        .isEqualTo(
            Map.of(
                "typed",
                Map.of(
                    "more",
                    2L,
                    "options",
                    Map.of("a", Map.of("b", 1L), "list", List.of(Map.of("c::d", 1L))))));
  }

  @Test
  void keepsThePlaceOfEachSource() throws IOException {
    write("one.yaml", "a:\n  x: 1\n");
    write("two.yaml", "a:\n    y: 2\n");
    ConfigMap a = (ConfigMap) load(List.of("one.yaml", "two.yaml"), "a.z=3").tree().value("a");
    assertThat(a.entry("x").value().position()).hasToString("one.yaml:2:6");
    assertThat(a.entry("y").keyPosition()).hasToString("two.yaml:2:5");
    assertThat(a.entry("z").value().position()).hasToString("--set a.z");
  }

  @Test
  void reportsEverythingWrong() throws IOException {
    write("list.yaml", "[1]");
    write("bad.yaml", "a: 'x");
    LoadedConfig loaded =
        load(List.of("missing.yaml", "list.yaml", "bad.yaml", "s3://b/k", "https://h/none"), "x");
    assertThat(loaded.failed()).isTrue();
    assertThat(problems(loaded))
        .satisfiesExactly(
            p ->
                assertThat(p)
                    .startsWith("file ")
                    .endsWith("missing.yaml does not exist --config missing.yaml"),
            p ->
                assertThat(p)
                    .isEqualTo("the configuration is a list (expected: a map) list.yaml:1:1"),
            p -> assertThat(p).startsWith("a: is no YAML: ").endsWith(" bad.yaml:1:6"),
            p ->
                assertThat(p)
                    .isEqualTo(
                        "scheme \"s3\" is not known (expected: env, file, yaml, https)"
                            + " --config s3://b/k"),
            p ->
                assertThat(p)
                    .isEqualTo(
                        "https://h/none cannot be read: 404 at https://h/none --config"
                            + " https://h/none"),
            p -> assertThat(p).isEqualTo("\"x\" sets nothing (expected: key.path=value) --set"));
  }

  @Test
  void takesAnEmptyFileAsAnEmptyMap() throws IOException {
    write("empty.yaml", "");
    LoadedConfig loaded = load(List.of("empty.yaml"));
    assertThat(loaded.failed()).isFalse();
    assertThat(loaded.tree().keys()).isEmpty();
  }
}
