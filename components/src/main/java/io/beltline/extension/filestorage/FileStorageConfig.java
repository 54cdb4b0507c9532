package io.beltline.extension.filestorage;

import io.beltline.api.StorageRoot;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Validated;
import java.nio.file.Path;
import java.time.Duration;

/** What users write under {@code extensions::file_storage}. */
public record FileStorageConfig(
    @Doc(
            "The directory that holds the stores and queues. On Windows the default is"
                + " %ProgramData%\\Otelcol\\FileStorage.")
        @Default(DEFAULT_DIRECTORY)
        String directory,
    @Doc("How long to wait for a store that another process or component holds.") @Default("1s")
        Duration timeout,
    @Doc(
            "Wait for the disk on every change. Without it a change survives the end of the"
                + " process, but one of the last seconds may be lost when the machine loses power.")
        @Default("false")
        boolean fsync,
    @Doc("Create the directory, and compaction::directory, where they do not exist.")
        @Default("false")
        boolean createDirectory,
    @Doc("The permissions of a directory that is created, in octal, less the umask.")
        @Default("'0750'")
        String directoryPermissions,
    @Doc("The largest file of one store in bytes; 0 for no limit.") @Default("0") long maxSize,
    @Doc("Start with an empty store, keeping a copy, when nothing in its file can be read.")
        @Default("false")
        boolean recreate,
    @Doc("When files are rewritten without what is of no use any more.")
        CompactionConfig compaction,
    @Doc("How queues (sending_queue::storage) and dead letters of exporters are kept.")
        JournalConfig journal)
    implements StorageRoot, Validated {

  static final String DEFAULT_DIRECTORY = "/var/lib/otelcol/file_storage";

  @Override
  public void validate(Problems problems) {
    if (directory.isBlank()) {
      problems.add("directory", "must not be empty (expected: the path of a directory)");
    }
    if (timeout.isNegative()) {
      problems.add("timeout", "must not be negative (expected: a duration such as 1s)");
    }
    if (maxSize < 0) {
      problems.add("max_size", "must not be negative (expected: a number of bytes, or 0)");
    }
    if (createDirectory && !directoryPermissions.matches("0?[0-7]{1,3}")) {
      problems.add(
          "directory_permissions",
          "\"" + directoryPermissions + "\" is no file mode (expected: octal such as 0750)");
    }
  }

  /** The directory, with the platform's own default. */
  @Override
  public Path root() {
    String programData = System.getenv("ProgramData");
    return Disk.isWindows() && directory.equals(DEFAULT_DIRECTORY) && programData != null
        ? Path.of(programData, "Otelcol", "FileStorage")
        : Path.of(directory);
  }

  /** Where files are written before they take their place. */
  Path temporaryRoot() {
    return compaction.directory().isEmpty() ? root() : Path.of(compaction.directory());
  }
}
