package io.beltline.exporter.file;

import io.beltline.api.ComponentId;
import io.beltline.components.egress.EgressPolicyConfig;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Section;
import io.beltline.config.Section.Presence;
import io.beltline.config.Validated;
import io.beltline.delivery.DeliveryConfig;
import io.beltline.delivery.QueueConfig;
import io.beltline.delivery.RetryConfig;
import io.beltline.transport.config.CompressionParamsConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What users write under {@code file}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/exporter/fileexporter">the
 *     keys and defaults</a>
 */
public record FileExporterConfig(
    @Doc("The file to write. With group_by it has one * that stands for the group.") @Default("")
        String path,
    @Doc("Write behind what the file holds; false empties the file at the start.") @Default("false")
        boolean append,
    @Doc("Start a new file when this one is full; a key without a value means the defaults.")
        @Section(absent = Presence.OFF, nulled = Presence.DEFAULTS)
        @Nullable RotationConfig rotation,
    @Doc("json writes a request a line, proto a request behind its length in four bytes.")
        @Default("json")
        Format format,
    @Doc("An encoding extension; not supported, use format.") @Nullable ComponentId encoding,
    @Doc("zstd compresses each request by itself, behind its length in four bytes.") @Default("")
        String compression,
    @Doc("How hard the compression works.") CompressionParamsConfig compressionParams,
    @Doc("Accepted for compatibility: a request is with the operating system when it is accepted.")
        @Default("1s")
        Duration flushInterval,
    @Doc("Write a file for each value of a resource attribute.") GroupByConfig groupBy,
    @Doc("Create the directory of the file when it is missing.") @Default("false")
        boolean createDirectory,
    @Doc("The permissions of a directory that is created, in octal, less the umask; else 0755.")
        @Default("")
        String directoryPermissions,
    @Doc("What must not leave, and what is done with it: see the page on egress policies.")
        @Section(absent = Presence.OFF)
        @Nullable EgressPolicyConfig egressPolicy)
    implements DeliveryConfig, Validated {

  static final String ZSTD = "zstd";
  private static final int BEST_LEVEL = 22;

  /** How a request is written. */
  public enum Format {
    JSON,
    PROTO
  }

  @Override
  public void validate(Problems problems) {
    if (path.isEmpty()) {
      problems.add("path", "must not be empty (expected: the path of a file)");
    }
    if (append && !compression.isEmpty()) {
      problems.add("append", "does not go with compression (expected: only one of the two)");
    }
    if (append && rotation != null) {
      problems.add("append", "does not go with rotation (expected: only one of the two)");
    }
    if (encoding != null) {
      problems.add(
          "encoding", "encoding extensions are not supported (expected: format: json or proto)");
    }
    if (!compression.isEmpty() && !compression.equals(ZSTD)) {
      problems.add("compression", "\"" + compression + "\" is not known (expected: zstd)");
    }
    int level = compressionParams.level();
    if (level < 0 || level > BEST_LEVEL) {
      problems.add("compression_params::level", level + " is no level of zstd (expected: 0 to 22)");
    }
    if (flushInterval.isNegative()) {
      problems.add("flush_interval", "must not be negative (expected: a duration such as 1s)");
    }
    directory(problems);
    if (groupBy.enabled() && !path.isEmpty()) {
      grouping(problems);
    }
  }

  private void directory(Problems problems) {
    if (directoryPermissions.isEmpty()) {
      return;
    }
    if (!createDirectory) {
      problems.add("directory_permissions", "needs create_directory: true");
    } else if (!directoryPermissions.matches("0*[0-7]{1,3}")) {
      problems.add(
          "directory_permissions",
          "\"" + directoryPermissions + "\" is no file mode (expected: octal such as 0755)");
    }
  }

  private void grouping(Problems problems) {
    if (path.startsWith("*")) {
      problems.add("path", "must not start with * when group_by is enabled");
    }
    if (path.chars().filter(c -> c == '*').count() != 1) {
      problems.add("path", "must contain one * when group_by is enabled, such as /data/*.json");
    }
  }

  boolean compressed() {
    return !compression.isEmpty();
  }

  /** The permissions of new directories. */
  String permissions() {
    return directoryPermissions.isEmpty() ? "0755" : directoryPermissions;
  }

  @Override
  public QueueConfig sendingQueue() {
    return QueueConfig.disabled();
  }

  @Override
  public RetryConfig retryOnFailure() {
    return RetryConfig.disabled();
  }

  @Override
  public Duration timeout() {
    return Duration.ZERO;
  }
}
