package io.beltline.receiver.httpcheck;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.BoundYaml;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpCheckConfigTest {
  private static HttpTargetConfig target(String keys) {
    return BoundYaml.value(HttpCheckConfig.class, "{targets: [{" + keys + "}]}")
        .targets()
        .getFirst();
  }

  @Test
  void defaults() {
    HttpCheckConfig config =
        BoundYaml.value(HttpCheckConfig.class, "{targets: [{endpoint: 'http://a'}]}");
    assertThat(config.scrape().collectionInterval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.scrape().initialDelay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.scrape().timeout()).isZero();
    HttpTargetConfig target = config.targets().getFirst();
    assertThat(target.verb()).isEqualTo("GET");
    assertThat(target.body()).isEmpty();
    assertThat(target.autoContentType()).isFalse();
    assertThat(target.contentType()).isNull();
    assertThat(target.validations()).isEmpty();
    assertThat(target.endpoints()).isEmpty();
    assertThat(target.limit()).isEqualTo(Duration.ofSeconds(30));
    assertThat(target.client().compression()).isEmpty();
    assertThat(target.client().headers()).isEmpty();
  }

  @Test
  void everyKeyIsTaken() {
    HttpTargetConfig target =
        target(
            "endpoint: 'https://a/x', endpoints: ['http://b'], method: put, timeout: 5s, body: 'a',"
                + " auto_content_type: true, headers: {a: b}, tls: {insecure_skip_verify: true},"
                + " validations: [{contains: a, not_contains: b, json_path: c, equals: d,"
                + " max_size: 9, min_size: 1, regex: e}]");
    assertThat(target.urls())
        .extracting(Object::toString)
        .containsExactly("http://b", "https://a/x");
    assertThat(target.verb()).isEqualTo("PUT");
    assertThat(target.limit()).isEqualTo(Duration.ofSeconds(5));
    ValidationConfig validation = target.validations().getFirst();
    assertThat(validation.contains()).isEqualTo("a");
    assertThat(validation.notContains()).isEqualTo("b");
    assertThat(requireNonNull(validation.jsonPath()).text()).isEqualTo("c");
    assertThat(validation.wanted()).isEqualTo("d");
    assertThat(validation.maxSize()).isEqualTo(9);
    assertThat(validation.minSize()).isEqualTo(1);
    assertThat(requireNonNull(validation.regex()).toString()).isEqualTo("e");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "body: ' {}' | application/json",
        "body: '[1]' | application/json",
        "body: a=b | application/x-www-form-urlencoded",
        "body: hello | text/plain",
        "body: '' | ",
        "body: '{}', headers: {CONTENT-TYPE: x} | ",
      })
  void bodiesTellTheirContentType(String keys, String type) {
    assertThat(target("endpoint: 'http://a', auto_content_type: true, " + keys).contentType())
        .isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | targets: has no target (expected: a list of {endpoint: http://host:port})",
        "{targets: [{}]} | endpoint: is missing (expected: http://host:port, here or in endpoints)",
        "{targets: [{endpoint: 'a:1'}]} | endpoint: is no URL (expected: http://host:port/path",
        "{targets: [{endpoints: ['http://a', 'ftp://b']}]} | endpoints::1: is no URL",
        "{targets: [{endpoint: 'http://a', method: 'a b'}]} | method: \"a b\" is no method",
        "{targets: [{endpoint: 'http://a', timeout: -1s}]} | timeout: must not be negative",
        "{targets: [{endpoint: 'http://a', validations: [{regex: '('}]}]} | regex",
        "{targets: [{endpoint: 'http://a', validations: [{equals: a}]}]} | equals: has no"
            + " json_path",
        "{targets: [{endpoint: 'http://a', validations: [{json_path: 'a.#(b==1)'}]}]} | json_path",
        "{targets: [{endpoint: 'http://a', validations: [{json_path: 'a..b'}]}]} | empty step",
        "{targets: [{endpoint: 'http://a', validations: [{min_size: 2, max_size: 1}]}]} | min_size",
        "{targets: [{endpoint: 'http://a', validations: [{max_size: x}]}]} | max_size",
        "{targets: [{endpoint: 'http://a'}], metrics: {httpcheck.x: {}}} | is no metric of"
            + " http_check",
        "{targets: [{endpoint: 'http://a'}], collection_interval: 0s} | collection_interval",
        "{targets: [{endpoint: 'http://a', bodyy: x}]} | bodyy",
      })
  void wrongValuesAreRefusedWithTheirPlace(String yaml, String problem) {
    assertThat(BoundYaml.problems(HttpCheckConfig.class, yaml))
        .singleElement()
        .asString()
        .contains(problem)
        .containsPattern("1:[0-9]+");
  }
}
