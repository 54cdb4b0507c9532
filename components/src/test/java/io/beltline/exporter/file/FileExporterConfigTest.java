package io.beltline.exporter.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.exporter.file.FileExporterConfig.Format;
import io.beltline.extension.Configs;
import io.beltline.transport.config.CompressionParamsConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileExporterConfigTest {

  @Test
  void defaultsAreThoseOfTheCollector() {
    FileExporterConfig config = Configs.bind(FileExporterConfig.class, "path: x");
    assertThat(config)
        .isEqualTo(
            new FileExporterConfig(
                "x",
                false,
                null,
                Format.JSON,
                null,
                "",
                new CompressionParamsConfig(0),
                Duration.ofSeconds(1),
                new GroupByConfig(false, "fileexporter.path_segment", 100),
                false,
                "",
                null));
    assertThat(config.permissions()).isEqualTo("0755");
    assertThat(config.sendingQueue().enabled()).isFalse();
    assertThat(config.retryOnFailure().enabled()).isFalse();
    assertThat(config.timeout()).isZero();
  }

  @Test
  void rotationWithoutAValueMeansItsDefaults() {
    assertThat(Configs.bind(FileExporterConfig.class, "path: x\nrotation:\n").rotation())
        .isEqualTo(new RotationConfig(100, 0, 100, false));
    assertThat(new RotationConfig(0, 0, 100, false).maxBytes()).isEqualTo(100L << 20);
  }

  @Test
  void everyKeyIsRead() {
    assertThat(
            Configs.bind(
                FileExporterConfig.class,
                """
                path: /data/*.bin
                append: false
                rotation:
                  max_megabytes: 10
                  max_days: 3
                  max_backups: 4
                  localtime: true
                format: proto
                compression: zstd
                compression_params:
                  level: 6
                flush_interval: 5s
                group_by:
                  enabled: true
                  resource_attribute: tenant
                  max_open_files: 7
                create_directory: true
                directory_permissions: 0700
                """))
        .isEqualTo(
            new FileExporterConfig(
                "/data/*.bin",
                false,
                new RotationConfig(10, 3, 4, true),
                Format.PROTO,
                null,
                "zstd",
                new CompressionParamsConfig(6),
                Duration.ofSeconds(5),
                new GroupByConfig(true, "tenant", 7),
                true,
                "0700",
                null));
  }

  @Test
  void wrongValuesAreRefusedWhereTheyStand() {
    assertThat(
            places(
                """
                append: true
                rotation:
                  max_megabytes: -1
                  max_days: -1
                  max_backups: -1
                compression: gzip
                compression_params:
                  level: 23
                encoding: otlp_encoding
                flush_interval: -1s
                directory_permissions: 0999
                create_directory: true
                """))
        .containsExactlyInAnyOrder(
            "1: append",
            "1: append",
            "3: rotation::max_megabytes",
            "4: rotation::max_days",
            "5: rotation::max_backups",
            "6: compression",
            "8: compression_params::level",
            "9: encoding",
            "10: flush_interval",
            "11: directory_permissions",
            "1: path");
    assertThat(places("path: x\nformat: xml\n")).containsExactly("2: format");
    assertThat(places("path: x\ndirectory_permissions: 0700\n"))
        .containsExactly("2: directory_permissions");
  }

  @Test
  void groupsNeedAPathWithOneStar() {
    assertThat(places("path: x\ngroup_by: {enabled: true}\n")).containsExactly("1: path");
    assertThat(places("path: a*b*\ngroup_by: {enabled: true}\n")).containsExactly("1: path");
    assertThat(places("path: '*.json'\ngroup_by: {enabled: true}\n")).containsExactly("1: path");
    assertThat(
            places(
                """
                path: a/*
                group_by:
                  enabled: true
                  resource_attribute: ''
                  max_open_files: 0
                """))
        .containsExactly("4: group_by::resource_attribute", "5: group_by::max_open_files");
  }

  private static List<String> places(String yaml) {
    return Configs.problems(FileExporterConfig.class, yaml).stream()
        .map(problem -> problem.substring(0, problem.indexOf(": ", 4)))
        .toList();
  }
}
