package io.beltline.extension.filestorage;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.delivery.journal.FsyncPolicy;
import io.beltline.extension.Configs;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FileStorageConfigTest {

  @Test
  void defaultsAreThoseOfTheCollector() {
    FileStorageConfig config = Configs.bind(FileStorageConfig.class, "");
    assertThat(config)
        .isEqualTo(
            new FileStorageConfig(
                "/var/lib/otelcol/file_storage",
                Duration.ofSeconds(1),
                false,
                false,
                "0750",
                0,
                false,
                new CompactionConfig(
                    false, false, "", 100, 10, 65536, Duration.ofSeconds(5), false),
                JournalConfig.defaults()));
    assertThat(config.temporaryRoot()).isEqualTo(config.root());
  }

  @Test
  void everyKeyIsRead() {
    FileStorageConfig config =
        Configs.bind(
            FileStorageConfig.class,
            """
            directory: /data
            timeout: 2s
            fsync: true
            create_directory: true
            directory_permissions: 0700
            max_size: 1_000
            recreate: true
            compaction:
              on_start: true
              on_rebound: true
              directory: /tmp/
              rebound_needed_threshold_mib: 5
              rebound_trigger_threshold_mib: 3
              max_transaction_size: 65_536
              check_interval: 2s
              cleanup_on_start: true
            journal:
              fsync: interval
              fsync_interval: 3s
              segment_size: 1_000_000
              max_size: 5_000_000
              max_queue_size: 4_000_000
              queue_memory: 6
              min_free_space: 7
              max_quarantine: 8
            """);
    assertThat(config)
        .isEqualTo(
            new FileStorageConfig(
                "/data",
                Duration.ofSeconds(2),
                true,
                true,
                "0700",
                1000,
                true,
                new CompactionConfig(true, true, "/tmp/", 5, 3, 65536, Duration.ofSeconds(2), true),
                new JournalConfig(
                    FsyncPolicy.INTERVAL,
                    Duration.ofSeconds(3),
                    1_000_000,
                    5_000_000,
                    4_000_000,
                    6,
                    7,
                    8)));
    assertThat(config.temporaryRoot()).isEqualTo(Path.of("/tmp"));
  }

  @Test
  void wrongValuesAreRefusedWhereTheyStand() {
    assertThat(
            Configs.problems(
                FileStorageConfig.class,
                """
                directory: ' '
                timeout: -1s
                create_directory: true
                directory_permissions: 0999
                max_size: -5
                compaction:
                  on_rebound: true
                  rebound_needed_threshold_mib: -1
                  rebound_trigger_threshold_mib: -1
                  max_transaction_size: -1
                  check_interval: 0s
                journal:
                  fsync_interval: 0s
                  segment_size: 1000
                  max_size: 1500
                  max_queue_size: -1
                  queue_memory: -1
                  min_free_space: -1
                  max_quarantine: -1
                """))
        .extracting(problem -> problem.substring(0, problem.indexOf(": ", 4)))
        .containsExactlyInAnyOrder(
            "1: directory",
            "2: timeout",
            "4: directory_permissions",
            "5: max_size",
            "8: compaction::rebound_needed_threshold_mib",
            "9: compaction::rebound_trigger_threshold_mib",
            "10: compaction::max_transaction_size",
            "11: compaction::check_interval",
            "13: journal::fsync_interval",
            "14: journal::segment_size",
            "15: journal::max_size",
            "16: journal::max_queue_size",
            "17: journal::queue_memory",
            "18: journal::min_free_space",
            "19: journal::max_quarantine");
  }
}
