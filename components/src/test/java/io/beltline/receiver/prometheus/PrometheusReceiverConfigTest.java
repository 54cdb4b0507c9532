package io.beltline.receiver.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.exporter.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusReceiverConfigTest {
  @TempDir private Path folder;

  private static JobSettings job(String yaml) {
    return Yaml.bind(PrometheusReceiverConfig.class, yaml)
        .value()
        .jobs(
            (key, words) -> {
              throw new AssertionError(key + ": " + words);
            })
        .getFirst();
  }

  private static String problems(String job) {
    return Yaml.problems(
        PrometheusReceiverConfig.class,
        "config:\n  scrape_configs:\n    - job_name: a\n" + job.indent(6));
  }

  @Test
  void defaultsArePrometheus() {
    JobSettings job = job("config: {scrape_configs: [{job_name: a}]}\n");
    assertThat(job.interval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(job.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(job.job().metricsPath()).isEqualTo("/metrics");
    assertThat(job.job().scheme()).isEqualTo(ScrapeJobConfig.Scheme.HTTP);
    assertThat(job.job().honorLabels()).isFalse();
    assertThat(job.job().honorTimestamps()).isTrue();
    assertThat(job.job().trackTimestampsStaleness()).isFalse();
    assertThat(job.job().enableCompression()).isTrue();
    assertThat(job.job().http().followRedirects()).isTrue();
    assertThat(job.job().http().enableHttp2()).isTrue();
    assertThat(job.sampleLimit()).isZero();
    assertThat(job.wantsNative()).isFalse();
    assertThat(job.fallback()).isEqualTo(ScrapeProtocol.TEXT_0);
    assertThat(ScrapeProtocol.accept(job.protocols(), job.escaping().word()))
        .isEqualTo(
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
                + "application/openmetrics-text;version=0.0.1;q=0.4,"
                + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,"
                + "text/plain;version=0.0.4;q=0.2,*/*;q=0.1");
  }

  @Test
  void whatAJobLeavesOutIsTheGlobalSections() {
    JobSettings job =
        job(
            """
            config:
              global:
                scrape_interval: 1d2h
                scrape_timeout: 90s
                sample_limit: 5
                body_size_limit: 10MB
                scrape_native_histograms: true
                metric_name_validation_scheme: legacy
                external_labels: {a: b}
              scrape_configs: [{job_name: a}, {job_name: b, scrape_interval: 1m}]
            """);
    assertThat(job.interval()).isEqualTo(Duration.ofHours(26));
    assertThat(job.timeout()).isEqualTo(Duration.ofSeconds(90));
    assertThat(job.sampleLimit()).isEqualTo(5);
    assertThat(job.bodyLimit()).isEqualTo(10 << 20);
    assertThat(job.protocols()).startsWith(ScrapeProtocol.PROTOBUF);
    assertThat(job.escaping()).isEqualTo(Escaping.UNDERSCORES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scrape_interval: fast|no duration|4:24",
        "scrape_timeout: 2m|longer than the interval|4:23",
        "body_size_limit: big|no size|4:24",
        "sample_limit: -1|is negative|4:21",
        "scheme: ftp|http|4:15",
        "scrape_protocols: [Prom]|PrometheusProto|4:",
        "static_configs: [{targets: ['http://a:1/x']}]|no host name|4:",
        "file_sd_configs: [{files: [a.txt]}]|no file of targets|4:",
        "http_sd_configs: [{url: 'a:b'}]|no URL|4:",
        "dns_sd_configs: [{names: [a], type: A}]|port|4:",
        "kubernetes_sd_configs: [{role: pod}]|static_configs, file_sd_configs, http_sd_configs|4:",
        "consul_sd_configs: []|is not supported|4:",
        "oauth2: {client_id: a}|is not supported|4:",
        "follow_redirects: false|cannot be turned off|4:25",
        "basic_auth: {username: a, username_file: b}|one of the two|4:",
        "tls_config: {min_version: TLS9}|tls12|4:",
        "relabel_configs: [{action: hashmod, target_label: a}]|modulus|4:",
        "no_such_key: 1|no known key|4:7",
      })
  void wrongValuesAreRefusedWhereTheyStand(String line, String words, String place) {
    assertThat(problems(line + "\n")).contains(words).contains("c.yaml:" + place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "target_allocator: {endpoint: 'http://a'}",
        "use_start_time_metric: true",
        "start_time_metric_regex: x",
        "config: {remote_write: [], scrape_configs: [{job_name: a}]}",
        "config: {}",
        "{}",
        "config_file: no-such-file.yml",
        "config: {scrape_configs: [{job_name: a}, {job_name: a}]}",
      })
  void whatCannotBeIsRefused(String yaml) {
    assertThat(Yaml.problems(PrometheusReceiverConfig.class, yaml + "\n")).contains("expected: ");
  }

  @Test
  void prometheusOwnFilesAreRead() throws IOException {
    Files.writeString(
        folder.resolve("more.yml"), "scrape_configs: [{job_name: more, sample_limit: 3}]\n");
    Path file =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 5s}
            rule_files: [x]
            remote_write: [{url: 'http://a'}]
            scrape_config_files: ['m*.yml']
            scrape_configs:
              - job_name: own
                relabel_configs: [{source_labels: [a], target_label: b, replacement: 'x$1'}]
            """);
    PrometheusReceiverConfig config =
        Yaml.bind(PrometheusReceiverConfig.class, "config_file: " + file + "\n").value();
    List<JobSettings> jobs = config.jobs((key, words) -> {});
    assertThat(jobs).extracting(job -> job.job().jobName()).containsExactly("own", "more");
    assertThat(config.files()).containsExactlyInAnyOrder(file, folder.resolve("more.yml"));
    assertThat(jobs.getLast().interval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(jobs.getFirst().job().relabelConfigs().getFirst().replacement()).isEqualTo("x$1");
    Files.writeString(folder.resolve("more.yml"), "scrape_configs:\n  - job_nam: more\n");
    assertThat(Yaml.problems(PrometheusReceiverConfig.class, "config_file: " + file + "\n"))
        .contains("more.yml:2:5")
        .contains("c.yaml:1:14");
  }

  @Test
  void aPatternThatIsNoneIsToldWithItsPlace() {
    assertThat(
            Yaml.problems(
                PrometheusReceiverConfig.class,
                "config:\n  scrape_config_files: ['" + folder + "/[a*.yml']\n"))
        .contains("config::scrape_config_files: " + folder + "/[a*.yml cannot be listed: ")
        .contains("c.yaml:2:");
  }
}
