package io.beltline.receiver.journald;

import io.beltline.api.ComponentException;
import io.beltline.receiver.journald.JournaldReceiverConfig.StartAt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The words of journalctl. Values stand behind an equals sign, so that none is taken for an option.
 * Immutable, safe for all threads.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/journalctl.html">its
 *     options</a>
 */
final class Journalctl {
  private static final List<String> SYSTEM_FOLDERS = List.of("/usr/sbin", "/sbin");

  private final JournaldReceiverConfig config;
  private final String searchPath;

  /**
   * The words of a configuration.
   *
   * @param searchPath folders of commands, as in the variable PATH
   */
  Journalctl(JournaldReceiverConfig config, String searchPath) {
    this.config = config;
    this.searchPath = searchPath;
  }

  /** Whether the first run begins behind what is there. */
  boolean startsAtEnd() {
    return config.startAt() == StartAt.END;
  }

  /**
   * Looks whether there is such a command.
   *
   * @throws ComponentException if not
   */
  void check() {
    String root = config.rootPath();
    String command = config.journalctlPath();
    if (!root.isEmpty() && !Files.isDirectory(Path.of(root))) {
      throw new ComponentException(
          "root_path: \"%s\" is no folder (expected: one that holds journalctl)".formatted(root));
    }
    boolean there =
        command.contains("/")
            ? Files.isExecutable(Path.of(root.isEmpty() ? command : root + command))
            : find(command) != null;
    if (!there) {
      throw new ComponentException(
          "journalctl_path: \"%s\" is no command %s (expected: systemd's journalctl; most distributions have it in the package systemd)"
              .formatted(command, command.contains("/") ? "that can be run" : "on the PATH"));
    }
    if (!root.isEmpty() && find("chroot") == null) {
      throw new ComponentException("root_path: needs the command chroot, which is not on the PATH");
    }
  }

  private @Nullable String find(String name) {
    return Stream.concat(Stream.of(searchPath.split(":", -1)), SYSTEM_FOLDERS.stream())
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(path -> Files.isExecutable(path) && !Files.isDirectory(path))
        .map(Path::toString)
        .findFirst()
        .orElse(null);
  }

  /** The command that writes the newest entry, whatever is to be read. */
  List<String> newest() {
    List<String> words = source();
    if (config.merge()) {
      words.add("--merge");
    }
    words.add("--lines=1");
    return words;
  }

  /**
   * Whether {@link #present} is to be run before {@link #follow}: without {@code --merge} that
   * passes over what was logged before the machine was started last.
   */
  boolean catchesUp() {
    return !config.dmesg() && !merges();
  }

  /** In folders and files that users name, all is to be read, as without {@code --follow}. */
  private boolean merges() {
    return config.merge()
        || (!config.dmesg() && (config.directory() != null || !config.files().isEmpty()));
  }

  /** The command that writes the entries that are there; the cursor is as for {@link #follow}. */
  List<String> present(String cursor) {
    return entries(cursor, List.of("--no-tail"));
  }

  /**
   * The command that writes entries for ever.
   *
   * <p>The entry of the cursor comes first, if it is still there and is one to be read: {@code
   * --after-cursor} passes over one entry more where it is not.
   *
   * @param cursor where to begin; empty for the oldest entry
   */
  List<String> follow(String cursor) {
    return entries(
        cursor,
        merges() ? List.of("--merge", "--follow", "--no-tail") : List.of("--follow", "--no-tail"));
  }

  private List<String> entries(String cursor, List<String> how) {
    List<String> words = source();
    words.addAll(how);
    if (!cursor.isEmpty()) {
      words.add("--cursor=" + cursor);
    }
    config.units().forEach(unit -> words.add("--unit=" + unit));
    config.identifiers().forEach(identifier -> words.add("--identifier=" + identifier));
    words.add("--priority=" + config.priority());
    if (!config.grep().isEmpty()) {
      words.add("--grep=" + config.grep());
    }
    if (config.dmesg()) {
      words.add("--dmesg");
    }
    if (config.all()) {
      words.add("--all");
    }
    addMatches(words);
    return words;
  }

  private void addMatches(List<String> words) {
    boolean first = true;
    for (Map<String, String> match : config.matches()) {
      if (match.isEmpty()) {
        continue;
      }
      if (!first) {
        words.add("+");
      }
      first = false;
      new TreeMap<>(match).forEach((field, value) -> words.add(field + "=" + value));
    }
  }

  private List<String> source() {
    List<String> words = new ArrayList<>();
    if (!config.rootPath().isEmpty()) {
      words.add(String.valueOf(find("chroot")));
      words.add(config.rootPath());
    }
    words.add(config.journalctlPath());
    words.add("--utc");
    words.add("--output=json");
    if (!config.namespace().isEmpty()) {
      words.add("--namespace=" + config.namespace());
    }
    if (config.directory() != null) {
      words.add("--directory=" + config.directory());
    } else {
      config.files().forEach(file -> words.add("--file=" + file));
    }
    return words;
  }
}
