package io.beltline.distribution.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.distribution.migrate.MigrateCommand.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a migration leaves out, and what of it is a reference, stands in its report. */
class LeftOutTest {
  private static Migration filebeat(String output) throws UnreadableException {
    return MigrateCommand.migrate("output.elasticsearch:\n" + output, "f.yml", Source.FILEBEAT);
  }

  private static Migration logstash(String output) throws UnreadableException {
    return MigrateCommand.migrate("output {\n" + output + "\n}", "l.conf", Source.LOGSTASH);
  }

  private static List<String> of(Migration migration, String verdict) {
    return migration.told().stream().filter(line -> line.contains(": " + verdict)).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "  ssl.ca_trusted_fingerprint: ab | ssl ca_trusted_fingerprint",
        "  ssl.key_passphrase: secret | ssl key_passphrase",
        "  ssl.supported_protocols: [TLSv1.3] | ssl supported_protocols",
        "  ssl.certificate_authorities: [/a.pem, /b.pem] | certificate_authorities: /b.pem is left",
        "  ssl.verification_mode: certificate | ssl verification_mode: \"certificate\"",
        "  parameters: {a: b} | output elasticsearch parameters",
        "  index: 'a-%{[agent.name]}' | output elasticsearch index",
        "  worker: many | output elasticsearch worker: \"many\" is no number",
        "  bulk_max_size: [1] | output elasticsearch bulk_max_size: is no number",
        "  password: ${es.password} | reference ${es.password}: stays as text",
        "  password: '${A:${B}}' | reference ${A:${B}: stays as text",
      })
  void filebeatTellsIt(String output, String words) throws UnreadableException {
    assertThat(of(filebeat("  " + output), "missing"))
        .singleElement()
        .asString()
        .startsWith("f.yml:2:")
        .contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "opensearch { hosts => ['a:9200', 'b:9200'] } | output opensearch hosts: b:9200 is left"
            + " out",
        "opensearch { index => 'a-%{type}' } | output opensearch index: an index made of fields",
        "opensearch { index => 'a-%{+xxxx.ww}' } | output opensearch index: an index made of",
        "opensearch { action => 'delete' } | output opensearch action",
        "elasticsearch { action => 'update' } | output elasticsearch action",
        "elasticsearch { action => 'delete' } | output elasticsearch action",
        "elasticsearch { action => '%{act}' } | output elasticsearch action",
        "elasticsearch { ssl_certificate_authorities => ['/a', '/b'] } | authorities: /b is left",
        "elasticsearch { template => '/t.json' } | output elasticsearch template",
        "elasticsearch { password => '${es.pwd}' } | reference ${es.pwd}: stays as text",
      })
  void logstashTellsIt(String output, String words) throws UnreadableException {
    assertThat(of(logstash(output), "missing"))
        .singleElement()
        .asString()
        .startsWith("l.conf:2:")
        .contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "  loadbalance: false | output elasticsearch loadbalance: batches go to all hosts in turn",
        "  preset: throughput | output elasticsearch preset: its numbers are not taken over",
        "  max_retries: 5 | output elasticsearch max_retries: retries end after",
        "  backoff.init: 2s | output elasticsearch backoff",
      })
  void whatIsDoneOtherwiseIsToldToo(String output, String words) throws UnreadableException {
    assertThat(of(filebeat("  " + output), "differs"))
        .filteredOn(line -> line.startsWith("f.yml:2:"))
        .singleElement()
        .asString()
        .contains(words);
    assertThat(of(filebeat("    loadbalance: true"), "differs"))
        .noneMatch(line -> line.contains("loadbalance"));
  }

  @Test
  void sniffingIsDiscovery() throws UnreadableException {
    Migration sniffing = logstash("elasticsearch { sniffing => true sniffing_delay => 7 }");
    assertThat(sniffing.yaml()).contains("discover:", "on_start: true", "interval: 7s");
    assertThat(of(sniffing, "missing")).isEmpty();
    assertThat(sniffing.told()).anyMatch(line -> line.contains("sniffing: discover"));
    assertThat(logstash("elasticsearch { sniffing => false }").yaml()).doesNotContain("discover");
  }

  @Test
  void whatIsThereIsWritten() throws UnreadableException {
    assertThat(logstash("opensearch { index => 'a-%{+YYYY.MM.dd}' action => 'index' }").yaml())
        .contains("logs_index: a", "logs_index_time_format: yyyy.MM.dd")
        .contains("bulk_action: index");
    assertThat(logstash("elasticsearch { ssl_certificate_authorities => ['/a'] }").yaml())
        .contains("ca_file: /a");
    assertThat(filebeat("  ssl.certificate_authorities: \"-----BEGIN C\\n\"").yaml())
        .contains("ca_pem: ")
        .doesNotContain("ca_file");
    assertThat(filebeat("  ssl: {enabled: false, certificate: /c}").yaml()).doesNotContain("tls");
    assertThat(of(logstash("elasticsearch { action => 'create' }"), "missing")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bulk_max_size", "worker", "workers"})
  void aNumberMayBeAReference(String key) throws UnreadableException {
    Migration migration = filebeat("  " + key + ": ${N:100}");
    assertThat(migration.yaml()).contains("\"${env:N:-100}\"");
    assertThat(of(migration, "missing")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[+:-}] | [+:-}]",
        "a$ | a$$",
        "${A} | ${env:A}",
        "${A:} | ${env:A}",
        "${A:b:-} | ${env:A:-b:-}",
        "${A:what?} | ${env:A:-what?}",
        "${A:b$} | ${env:A:-b$$}",
        "x${A}y${B:c}z | x${env:A}y${env:B:-c}z",
        "${A:?not set} | ${env:A}",
        "${a.b} | $${a.b}",
        "${1} | $${1}",
        "${A | $${A",
      })
  void referencesAreRewrittenAndNothingElse(String old, String now) {
    Report report = new Report();
    assertThat(new References(old, "x", report).rewritten(old)).isEqualTo(now);
  }

  @Test
  void anErrorOfAReferenceBecomesADifference() throws UnreadableException {
    Migration migration = filebeat("  password: '${P:?no password}'");
    assertThat(migration.yaml()).contains("password: \"${env:P}\"");
    assertThat(of(migration, "differs reference"))
        .containsExactly(
            "f.yml:2: differs reference ${P:?no password}: a variable that is not set is empty, no"
                + " error");
  }

  @Test
  void aKeyInAReferenceIsNotEncoded() throws UnreadableException {
    Migration migration = filebeat("  api_key: 'id:${KEY}'");
    assertThat(migration.yaml()).contains("api_key: \"id:${env:KEY}\"");
    assertThat(of(migration, "differs output elasticsearch api_key")).hasSize(1);
  }
}
