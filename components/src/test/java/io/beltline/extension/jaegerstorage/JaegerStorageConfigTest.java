package io.beltline.extension.jaegerstorage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.jaegerstorage.IndexConfig;
import io.beltline.components.jaegerstorage.RemoteStorageConfig;
import io.beltline.components.jaegerstorage.RotationConfig;
import io.beltline.components.jaegerstorage.SearchStorageConfig;
import io.beltline.config.ReadsFiles;
import io.beltline.exporter.Yaml;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JaegerStorageConfigTest {

  private static SearchStorageConfig search(String yaml) {
    JaegerStorageConfig config =
        Yaml.bind(JaegerStorageConfig.class, "backends: {main: {" + yaml + "}}").value();
    return requireNonNull(requireNonNull(config.backends().get("main")).search());
  }

  @Test
  void defaults() {
    SearchStorageConfig config = search("elasticsearch: ");
    assertThat(config.serverUrls()).containsExactly("http://127.0.0.1:9200");
    assertThat(config.auth().basic()).isNull();
    assertThat(config.httpCompression()).isTrue();
    assertThat(config.bulkProcessing().maxBytes()).isEqualTo(5_000_000);
    assertThat(config.bulkProcessing().flushInterval()).isEqualTo(Duration.ofMillis(200));
    assertThat(config.version()).isZero();
    assertThat(config.createMappings()).isTrue();
    assertThat(config.serviceCacheTtl()).isEqualTo(Duration.ofHours(12));
    assertThat(config.tagsAsFields().dotReplacement()).isEqualTo("@");
    IndexConfig index =
        new IndexConfig(0, null, 5, 1, null, new RotationConfig(null, null, null, null));
    assertThat(config.indices().spans()).isEqualTo(index);
    assertThat(config.indices().services()).isEqualTo(index);
    assertThat(config.indices().dependencies()).isEqualTo(index);
    assertThat(config.indices().prefixed("jaeger-span")).isEqualTo("jaeger-span");
  }

  @Test
  void theListOfTagsIsAFileThatItIsBuiltFrom() {
    JaegerStorageConfig config =
        Yaml.bind(
                JaegerStorageConfig.class,
                "backends: {a: {opensearch: {tags_as_fields: {config_file: /etc/tags}}}, b:"
                    + " {elasticsearch: }, c: {grpc: {endpoint: a:1}}}")
            .value();
    assertThat(config)
        .isInstanceOfSatisfying(
            ReadsFiles.class,
            files -> assertThat(files.files()).containsExactly(Path.of("/etc/tags")));
  }

  @Test
  void aServerOfTheRemoteApi() {
    JaegerStorageConfig config =
        Yaml.bind(
                JaegerStorageConfig.class,
                "backends: {r: {grpc: {endpoint: a:1, tls: {insecure: true}, writer: {endpoint:"
                    + " b:2}}}}")
            .value();
    RemoteStorageConfig remote = requireNonNull(requireNonNull(config.backends().get("r")).grpc());
    assertThat(remote.client().endpoint()).isEqualTo("a:1");
    assertThat(remote.target().endpoint()).isEqualTo("b:2");
    assertThat(remote.timeout()).isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @CsvSource({"'', jaeger-span", "p, p-jaeger-span", "p-, p-jaeger-span"})
  void thePrefixEndsWithOneHyphen(String prefix, String name) {
    assertThat(
            search("opensearch: {indices: {index_prefix: \"" + prefix + "\"}}")
                .indices()
                .prefixed("jaeger-span"))
        .isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "memory: {max_traces: 5} | memory: keeps traces inside the process | c.yaml:1:20",
        "badger:  {} | badger: keeps traces on the disk | c.yaml:1:20",
        "cassandra: {} | cassandra: cannot be written to | c.yaml:1:20",
        "clickhouse: {} | clickhouse: cannot be written to | c.yaml:1:20",
        "elasticsearch: {}, grpc: {endpoint: a:1} | grpc: stands beside elasticsearch |"
            + " c.yaml:1:39",
        "grpc: {} | grpc::endpoint: must be specified | c.yaml:1:20",
        "grpc: {endpoint: a:1, multi_tenancy: {enabled: true}} | enabled: is not supported |"
            + " c.yaml:1:67",
        "opensearch: {server_urls: [os]} | server_urls::0: is no URL | c.yaml:1:47",
        "opensearch: {server_urls: []} | server_urls: must not be empty | c.yaml:1:33",
        "opensearch: {version: 6} | version: 6 is no version | c.yaml:1:42",
        "opensearch: {write_mode: later} | write_mode: \"later\" is not known | c.yaml:1:45",
        "opensearch: {poison_pill_handling: no} | poison_pill_handling: \"no\" is | c.yaml:1:55",
        "opensearch: {bulk_processing: {max_bytes: 0}} | max_bytes: must be positive | c.yaml:1:62",
        "opensearch: {indices: {spans: {shards: 0}}} | shards: must be positive | c.yaml:1:59",
        "opensearch: {indices: {spans: {replicas: -1}}} | replicas: must not be | c.yaml:1:61",
        "opensearch: {indices: {spans: {date_layout: Jan}}} | is no layout of a date | c.yaml:1:64",
        "opensearch: {indices: {spans: {rotation: {periodic: {date_layout: x}}}}} | is no layout |"
            + " c.yaml:1:86",
        "opensearch: {indices: {spans: {date_layout: 2006, rotation: {periodic: }}}} | rotation:"
            + " stands beside | c.yaml:1:70",
        "opensearch: {indices: {spans: {rotation: {periodic: , auto_rollover: }}}} | stands beside"
            + " periodic | c.yaml:1:74",
        "opensearch: {indices: {spans: {rotation: {data_stream: {}}}}} | data_stream: is not"
            + " supported | c.yaml:1:62",
        "opensearch: {use_ilm: true} | use_ilm: needs use_aliases | c.yaml:1:42",
        "opensearch: {use_aliases: true, use_ilm: true} | create_mappings: does not go | c.yaml:1",
        "opensearch: {use_aliases: true, span_write_alias: a} | span_write_alias: goes with |"
            + " c.yaml:1:70",
        "opensearch: {service_read_alias: a, service_write_alias: b} | use_aliases: is needed |"
            + " c.yaml:1",
        "opensearch: {auth: {basic: {}}} | username: must be specified | c.yaml:1",
        "opensearch: {auth: {basic: {username: a, password: b, password_file: c}}} | password_file:"
            + " stands beside | c.yaml:1",
        "opensearch: {auth: {bearer_token: {}}} | file_path: must be specified | c.yaml:1",
        "opensearch: {auth: {api_key: {file_path: a, from_context: true}}} | from_context: is not"
            + " supported | c.yaml:1",
        "opensearch: {auth: {api_key: {file_path: a, reload_interval: 1s}}} | reload_interval: is"
            + " not | c.yaml:1",
        "opensearch: {auth: {api_key: {file_path: a}, authenticator: b}} | names several ways |"
            + " c.yaml:1",
        "opensearch: {indexes: {}} | is no known key | c.yaml:1:33"
      })
  void wrongValuesAreRefusedWhereTheyStand(String yaml, String words, String place) {
    assertThat(Yaml.problems(JaegerStorageConfig.class, "{backends: {main: {" + yaml + "}}}"))
        .contains(words.strip())
        .contains(place.strip());
  }

  @Test
  void aStorageMustBeNamed() {
    assertThat(Yaml.problems(JaegerStorageConfig.class, "{}")).contains("backends: must not be");
    assertThat(Yaml.problems(JaegerStorageConfig.class, "{backends: {main: {}}}"))
        .contains("names no storage");
  }
}
