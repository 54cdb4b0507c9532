package io.beltline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ComponentId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinderTest {
  enum Compression {
    GZIP,
    @Key(value = "x-snappy-framed", aliases = "framed")
    SNAPPY_FRAMED,
    NONE
  }

  record Tls(boolean insecure, String caFile, @Nullable Integer minVersion) {}

  record Retry(
      @Default("true") boolean enabled,
      @Default("5s") Duration initialInterval,
      @Default("30s") Duration maxInterval)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      if (maxInterval.compareTo(initialInterval) < 0) {
        problems.add("max_interval", "must not be below initial_interval (expected: at least it)");
      }
    }
  }

  record Client(
      String endpoint,
      @Default("10s") Duration timeout,
      @Section(absent = Section.Presence.OFF) @Nullable Tls tls,
      @Default("{a: b}") Map<String, String> headers)
      implements Validated {
    @Override
    public void validate(Problems problems) {
      if (!endpoint.contains("://")) {
        problems.add(
            "endpoint", "\"" + endpoint + "\" is no URL (expected: http://host:port/path)");
      }
    }
  }

  record Exporter(
      @Squash @Defaults({"endpoint=http://localhost:9411", "tls.ca_file=ca.pem"}) Client client,
      @Defaults("max_interval=1m") Retry retryOnFailure,
      @Default("gzip") Compression compression,
      @Default("[x, y]") List<String> names,
      @Default("8192") int size,
      long limit,
      @Default(".5") double ratio,
      Secret token,
      Map<String, Secret> secrets,
      @Nullable ComponentId storage,
      @Nullable Boolean flag,
      @Nullable Retry extra,
      List<Tls> servers,
      Map<ComponentId, @Nullable Tls> pipelines,
      @Nullable ConfigNode raw,
      @Key(value = "loglevel", aliases = "logLevel") @Default("info") String level) {}

  private static Bound<Exporter> bind(String yaml) {
    YamlReader.Parsed parsed = YamlReader.read(yaml, "c.yaml");
    assertThat(parsed.problems()).isEmpty();
    ConfigNode root = parsed.root();
    assertThat(root).isNotNull();
    return Binder.bind(Exporter.class, root, "exporters::zipkin", new Position("c.yaml", 1, 1));
  }

  private static List<String> problems(String yaml) {
    return bind(yaml).problems().stream().map(Problem::toString).toList();
  }

  @Test
  void givesDefaults() {
    Exporter exporter = bind("").value();
    assertThat(exporter.client().endpoint()).isEqualTo("http://localhost:9411");
    assertThat(exporter.client().timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(exporter.client().tls()).isNull();
    assertThat(exporter.client().headers()).containsExactly(Map.entry("a", "b"));
    assertThat(exporter.retryOnFailure())
        .isEqualTo(new Retry(true, Duration.ofSeconds(5), Duration.ofMinutes(1)));
    assertThat(exporter.compression()).isEqualTo(Compression.GZIP);
    assertThat(exporter.names()).containsExactly("x", "y");
    assertThat(exporter.size()).isEqualTo(8192);
    assertThat(exporter.ratio()).isEqualTo(0.5);
    assertThat(exporter.token().reveal()).isEmpty();
    assertThat(exporter.storage()).isNull();
    assertThat(exporter.flag()).isNull();
    assertThat(exporter.extra()).isNull();
    assertThat(exporter.servers()).isEmpty();
    assertThat(exporter.raw()).isNull();
    assertThat(exporter.level()).isEqualTo("info");
  }

  @Test
  void bindsEveryType() {
    Bound<Exporter> bound =
        bind(
            """
            endpoint: https://h
            timeout: "1m30s"
            tls:
            headers: {c: 1e3, d: true}
            retry_on_failure: {enabled: false}
            compression: X-Snappy-Framed
            names: [on, 10:30, 0777]
            size: 65_536
            limit: 0x10
            ratio: 1
            token: 0123
            storage: file_storage/a
            flag: "true"
            extra: {initial_interval: 0}
            servers: [{insecure: true}, ]
            pipelines: {traces/a: {min_version: "12"}, logs: }
            raw: {k: [1, a]}
            logLevel: debug
            """);
    Exporter exporter = bound.value();
    assertThat(bound.problems()).isEmpty();
    assertThat(exporter.client().timeout()).isEqualTo(Duration.ofSeconds(90));
    assertThat(exporter.client().tls()).isEqualTo(new Tls(false, "ca.pem", null));
    assertThat(exporter.client().headers())
        .containsExactly(Map.entry("a", "b"), Map.entry("c", "1e3"), Map.entry("d", "true"));
    assertThat(exporter.compression()).isEqualTo(Compression.SNAPPY_FRAMED);
    assertThat(exporter.names()).containsExactly("on", "10:30", "0777");
    assertThat(exporter.size()).isEqualTo(65536);
    assertThat(exporter.limit()).isEqualTo(16);
    assertThat(exporter.ratio()).isEqualTo(1.0);
    assertThat(exporter.token().reveal()).isEqualTo("0123");
    assertThat(exporter.storage()).isEqualTo(new ComponentId("file_storage", "a"));
    assertThat(exporter.flag()).isTrue();
    assertThat(exporter.extra()).isNotNull();
    assertThat(exporter.servers()).containsExactly(new Tls(true, "", null));
    assertThat(exporter.pipelines())
        .containsEntry(new ComponentId("traces", "a"), new Tls(false, "", 12))
        .containsEntry(ComponentId.of("logs"), new Tls(false, "", null));
    ConfigNode raw = exporter.raw();
    assertThat(raw == null ? null : raw.plain()).isEqualTo(Map.of("k", List.of(1L, "a")));
    assertThat(exporter.level()).isEqualTo("debug");
    assertThat(bound.isSet("tls")).isTrue();
    assertThat(bound.isSet("loglevel")).isTrue();
    assertThat(bound.isSet("extra::initial_interval")).isTrue();
    assertThat(bound.isSet("extra::enabled")).isFalse();
    assertThat(bound.written()).contains("pipelines").doesNotContain("names::0");
  }

  @Test
  void reportsAllProblemsWithTheirPlace() {
    assertThat(
            problems(
                """
                endpont: x
                timeout: 5 parsecs
                tls:
                  insecure: maybe
                retry_on_failure:
                  initial_interval: 2m
                compression: zip
                names: {}
                size: 99999999999
                servers:
                  - {insecure: 1}
                """))
        .containsExactly(
            "exporters::zipkin::endpont: is no known key (did you mean \"endpoint\"?) c.yaml:1:1",
            "exporters::zipkin::timeout: \"5 parsecs\" is no duration"
                + " (expected: a duration such as 1m30s or 200ms) c.yaml:2:10",
            "exporters::zipkin::tls::insecure: \"maybe\" is no boolean"
                + " (expected: true or false) c.yaml:4:13",
            "exporters::zipkin::retry_on_failure::max_interval: must not be below"
                + " initial_interval (expected: at least it) c.yaml:5:1",
            "exporters::zipkin::compression: \"zip\" is no valid word"
                + " (did you mean \"gzip\"?) c.yaml:7:14",
            "exporters::zipkin::names: is a map (expected: a list) c.yaml:8:1",
            "exporters::zipkin::size: 99999999999 is out of range"
                + " (expected: -2147483648 to 2147483647) c.yaml:9:7",
            "exporters::zipkin::servers::0::insecure: \"1\" is no boolean"
                + " (expected: true or false) c.yaml:11:16");
  }

  @Test
  void showsRulesAtTheValue() {
    assertThat(problems("size: 1\nendpoint: \"localhost:9411\"\n"))
        .containsExactly(
            "exporters::zipkin::endpoint: \"localhost:9411\" is no URL"
                + " (expected: http://host:port/path) c.yaml:2:11");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "size: '\"8080\"' | 8080 | 0",
        "size: 8192.0 | 8192 | 0",
        "size: 1.5 | 1 | 1",
        "size: 0777 | 511 | 0",
        "size: 0o17 | 15 | 0",
        "size: 08 | 8 | 0",
        "size: ~ | 8192 | 0",
        "size: -0x1F | -31 | 0",
      })
  void readsWholeNumbers(String yaml, int expected, int warnings) {
    Bound<Exporter> bound = bind(yaml.replace("'", ""));
    assertThat(bound.value().size()).isEqualTo(expected);
    assertThat(bound.problems()).hasSize(warnings);
  }

  @Test
  void countsBareDurationsInNanoseconds() {
    Bound<Exporter> bound = bind("timeout: 1000");
    assertThat(bound.value().client().timeout()).isEqualTo(Duration.ofNanos(1000));
    assertThat(bound.problems()).singleElement().matches(problem -> !problem.fatal());
    assertThat(problems("timeout: '1000'")).hasSize(1);
  }

  @Test
  void splitsTextAtCommas() {
    assertThat(bind("names: a,b").value().names()).containsExactly("a", "b");
    assertThat(bind("names: ''").value().names()).isEmpty();
    assertThat(bind("names:").value().names()).containsExactly("x", "y");
    assertThat(bind("names: []").value().names()).isEmpty();
  }

  @Test
  void refusesWrongTypes() {
    assertThat(problems("secrets: hush"))
        .containsExactly(
            "exporters::zipkin::secrets: is a single value (expected: a map) c.yaml:1:10");
    assertThat(problems("[a]"))
        .containsExactly("exporters::zipkin: is a list (expected: a map of keys) c.yaml:1:1");
    assertThat(problems("storage: a/"))
        .containsExactly(
            "exporters::zipkin::storage: \"a/\" is no component id"
                + " (expected: type or type/name) c.yaml:1:10");
    assertThat(problems("loglevel: a\nlogLevel: b"))
        .containsExactly(
            "exporters::zipkin::logLevel: is the same as \"loglevel\""
                + " (expected: one of the two) c.yaml:2:1");
    assertThat(problems("pipelines: {a/b: {}, ' a/b': {}}"))
        .containsExactly(
            "exporters::zipkin::pipelines:: a/b: stands for the same as a key before it"
                + " (expected: once) c.yaml:1:22");
  }

  record Picky(int size) {
    Picky {
      if (size < 0) {
        throw new IllegalArgumentException("size is negative (expected: at least 0)");
      }
    }
  }

  record Required(ComponentId id, Compression kind) {}

  record Wrong(Object anything) {}

  @Test
  void turnsConstructorExceptionsIntoProblems() {
    YamlReader.Parsed parsed = YamlReader.read("\n size: -1", "c.yaml");
    ConfigNode root = parsed.root();
    assertThat(root).isNotNull();
    assertThat(Binder.bind(Picky.class, root).problems())
        .extracting(Problem::toString)
        .containsExactly("size is negative (expected: at least 0) c.yaml:2:2");
  }

  @Test
  void reportsMissingKeysThatHaveNoZero() {
    assertThat(Binder.bind(Required.class, ConfigMap.empty(Position.of("x"))).problems())
        .extracting(Problem::toString)
        .containsExactly(
            "id: is missing (expected: a ComponentId) x",
            "kind: is missing (expected: gzip, x-snappy-framed, none) x");
  }

  @Test
  void refusesRecordsThatCannotBeBound() {
    ConfigMap empty = ConfigMap.empty(Position.of("x"));
    assertThatThrownBy(() -> Binder.bind(Wrong.class, empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Wrong.anything");
  }

  @Test
  void takesAMapOfSecretsAsPairs() {
    assertThat(
            bind("secrets: [{name: b, value: 2}, {name: a, value: x}, {name: c}]")
                .value()
                .secrets())
        .containsExactly(
            Map.entry("b", new Secret("2")),
            Map.entry("a", new Secret("x")),
            Map.entry("c", new Secret("")));
    assertThat(problems("secrets: [{name: a, value: 1}, {name: a}, {value: 2}, {nam: d}, e]"))
        .containsExactly(
            "exporters::zipkin::secrets::1: names \"a\" again (expected: once) c.yaml:1:32",
            "exporters::zipkin::secrets::2: has no name (expected: name and value) c.yaml:1:43",
            "exporters::zipkin::secrets::3::nam: is no known key (did you mean \"name\"?)"
                + " c.yaml:1:56",
            "exporters::zipkin::secrets::3: has no name (expected: name and value) c.yaml:1:55",
            "exporters::zipkin::secrets::4: is a single value (expected: a map of keys)"
                + " c.yaml:1:65");
  }
}
