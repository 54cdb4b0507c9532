package io.beltline.receiver.hostmetrics;

import static io.beltline.testkit.BoundYaml.problems;
import static io.beltline.testkit.BoundYaml.value;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.receiver.hostmetrics.HostMetricsConfig.Scrapers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostMetricsConfigTest {
  private static final String ALL =
      "{scrapers: {cpu: , disk: , filesystem: , load: , memory: , network: , nfs: , paging: ,"
          + " process: , processes: , system: }}";

  @Test
  void defaultsAreTheCollectors() {
    HostMetricsConfig config = value(HostMetricsConfig.class, ALL);
    assertThat(config.scrape().collectionInterval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.scrape().initialDelay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.scrape().timeout()).isEqualTo(Duration.ZERO);
    assertThat(config.rootPath()).isEmpty();
    assertThat(config.metadataCollectionInterval()).isEqualTo(Duration.ofMinutes(5));
    Scrapers scrapers = config.scrapers();
    assertThat(scrapers.all()).doesNotContainNull().hasSize(11);
    assertThat(requireNonNull(scrapers.load()).cpuAverage()).isFalse();
    assertThat(requireNonNull(scrapers.filesystem()).includeVirtualFilesystems()).isFalse();
    ProcessConfig process = requireNonNull(scrapers.process());
    assertThat(process.muteProcessAllErrors()).isFalse();
    assertThat(process.muteProcessNameError()).isFalse();
    assertThat(process.muteProcessExeError()).isFalse();
    assertThat(process.muteProcessIoError()).isFalse();
    assertThat(process.muteProcessUserError()).isFalse();
    assertThat(process.muteProcessCgroupError()).isFalse();
    assertThat(process.scrapeProcessDelay()).isEqualTo(Duration.ZERO);
    assertThat(process.has(ProcessAttribute.OWNER)).isTrue();
    assertThat(process.has(ProcessAttribute.CGROUP)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{scrapers: }", "{scrapers: {}}", "{collection_interval: 5s}"})
  void withoutAScraperThereIsNothingToScrape(String yaml) {
    assertThat(problems(HostMetricsConfig.class, yaml))
        .singleElement()
        .asString()
        .contains("must specify at least one scraper when using host_metrics receiver");
  }

  @Test
  void whatUsersWriteIsTaken() {
    HostMetricsConfig config =
        value(
            HostMetricsConfig.class,
            """
            collection_interval: 10s
            root_path: /hostfs
            scrapers:
              disk: {include: {devices: ["^sd"], match_type: regexp}}
              filesystem:
                include_virtual_filesystems: true
                exclude_mount_points: {mount_points: [/boot], match_type: strict}
                exclude_fs_types: {fs_types: [tmpfs], match_type: strict}
              network:
                exclude: {interfaces: [lo], match_type: strict, regexp: {cacheenabled: true}}
              process:
                include: {names: [java], match_type: strict}
                mute_process_all_errors: true
                scrape_process_delay: 1m
                resource_attributes: {process.cgroup: {enabled: true}}
                metrics: {process.threads: {enabled: true}}
            """);
    Scrapers scrapers = config.scrapers();
    NameFilter disks = requireNonNull(scrapers.disk()).filter();
    assertThat(disks.wants("sda1")).isTrue();
    assertThat(disks.wants("nvme0n1")).isFalse();
    assertThat(requireNonNull(scrapers.network()).filter().wants("lo")).isFalse();
    FilesystemConfig filesystem = requireNonNull(scrapers.filesystem());
    assertThat(filesystem.mountPoints().wants("/boot")).isFalse();
    assertThat(filesystem.mountPoints().wants("/boot/efi")).isTrue();
    assertThat(filesystem.types().wants("tmpfs")).isFalse();
    ProcessConfig process = requireNonNull(scrapers.process());
    assertThat(process.filter().wants("java")).isTrue();
    assertThat(process.filter().wants("javac")).isFalse();
    assertThat(process.has(ProcessAttribute.CGROUP)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "collection_interval: 0s | collection_interval | must be positive | 1:22",
        "timeout: -1s | timeout | must not be negative | 1:10",
        "scrapers: {cpux: } | cpux | did you mean \"cpu\" | 1:12",
        "scrapers: {cpu: {metrics: {system.cpu.tim: {enabled: false}}}} | system.cpu.tim"
            + " | did you mean \"system.cpu.time\" | 1:28",
        "scrapers: {cpu: {metrics: {system.cpu.time: {attributes: [core]}}}} | attributes"
            + " | \"core\" is no attribute of system.cpu.time | 1:59",
        "scrapers: {cpu: {metrics: {system.cpu.time: {aggregation_strategy: all}}}}"
            + " | aggregation_strategy | sum | 1:68",
        "scrapers: {load: {metrics: {a: }}} | metrics | is no metric of load | 1:29",
        "scrapers: {disk: {include: {devices: [a]}}} | match_type | must be given | 1:19",
        "scrapers: {disk: {include: {devices: [a], match_type: glob}}} | match_type | strict |"
            + " 1:55",
        "scrapers: {network: {exclude: {interfaces: ['['], match_type: regexp}}} | interfaces"
            + " | is no regular expression | 1:45",
        "scrapers: {process: {resource_attributes: {process.pids: }}} | process.pids"
            + " | did you mean \"process.pid\" | 1:44",
        "scrapers: {filesystem: {include_fs_types: {types: [a]}}} | types | no known key | 1:44",
        "scrapers: {process: {mute_process_io_error: often}} | mute_process_io_error | true | 1:45"
      })
  void wrongKeysAndValuesAreRefusedWithTheirPlace(
      String yaml, String key, String message, String place) {
    String written = yaml.startsWith("scrapers") ? yaml : yaml + "\nscrapers: {cpu: }";
    assertThat(problems(HostMetricsConfig.class, written))
        .anySatisfy(problem -> assertThat(problem).contains(key).contains(message).contains(place));
  }
}
