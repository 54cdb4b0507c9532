package io.beltline.exporter.file;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The old files of one path: {@code data.json} becomes {@code data-2022-09-14T05-02-14.173.json}.
 *
 * @see <a href="https://pkg.go.dev/gopkg.in/natefinch/lumberjack.v2">the names and rules</a>
 */
final class Backups {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss.SSS", Locale.ROOT);
  private static final int TIME_LENGTH = "2006-01-02T15-04-05.000".length();
  private static final long DAY_SECONDS = 24 * 60 * 60;

  private final Path directory;
  private final String prefix;
  private final String suffix;
  private final RotationConfig config;
  private final ZoneId zone;

  Backups(Path file, RotationConfig config) {
    this.config = config;
    this.zone = config.localtime() ? ZoneId.systemDefault() : ZoneOffset.UTC;
    directory = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a directory");
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    prefix = (dot < 0 ? name : name.substring(0, dot)) + "-";
    suffix = dot < 0 ? "" : name.substring(dot);
  }

  /** A free name for a file that was closed at a moment, or shortly after. */
  Path free(Disk disk, Instant moment) {
    Path file = named(moment);
    for (Instant next = moment; disk.exists(file); file = named(next)) {
      next = next.plusMillis(1); // two files in a millisecond must not share a name
    }
    return file;
  }

  private Path named(Instant moment) {
    return directory.resolve(prefix + TIME.format(moment.atZone(zone)) + suffix);
  }

  /** Deletes the files that are too old or too many. */
  void clean(Disk disk, Instant now) throws IOException {
    List<Backup> all = new ArrayList<>();
    for (String name : disk.list(directory)) {
      LocalDateTime time = time(name);
      if (time != null) {
        all.add(new Backup(directory.resolve(name), time));
      }
    }
    all.sort(Comparator.comparing(Backup::time).reversed());
    LocalDateTime oldest =
        LocalDateTime.ofInstant(now.minusSeconds(config.maxDays() * DAY_SECONDS), zone);
    for (int i = 0; i < all.size(); i++) {
      boolean surplus = config.maxBackups() > 0 && i >= config.maxBackups();
      boolean aged = config.maxDays() > 0 && all.get(i).time().isBefore(oldest);
      if (surplus || aged) {
        disk.delete(all.get(i).file());
      }
    }
  }

  /** The time in a backup's name, or null if it is the name of something else. */
  private @Nullable LocalDateTime time(String name) {
    if (name.length() < prefix.length() + TIME_LENGTH + suffix.length()
        || !name.startsWith(prefix)
        || !name.endsWith(suffix)) {
      return null;
    }
    String middle = name.substring(prefix.length(), name.length() - suffix.length());
    String reason = middle.substring(TIME_LENGTH);
    if (!reason.isEmpty() && !reason.equals("-size") && !reason.equals("-time")) {
      return null; // the Collector adds the reason, so these are old files too
    }
    try {
      return LocalDateTime.parse(middle.substring(0, TIME_LENGTH), TIME);
    } catch (DateTimeException other) {
      return null; // a file of somebody else that begins alike
    }
  }

  private record Backup(Path file, LocalDateTime time) {}
}
