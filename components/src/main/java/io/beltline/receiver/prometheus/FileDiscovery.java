package io.beltline.receiver.prometheus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Targets that stand in files. A file that cannot be read holds on to what it had, and so do the
 * files of a folder that cannot be listed; one that is gone has none.
 */
final class FileDiscovery implements Discovery {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final long LARGEST = 64 << 20;

  private record Known(FileTime modified, long size, List<TargetGroup> groups) {}

  private final FileDiscoveryConfig config;
  private final Path folder;
  private Map<Path, Known> known = new HashMap<>();

  /** What was found last, by pattern. */
  private final Map<String, Set<Path>> listed = new HashMap<>();

  /**
   * A discovery that has not looked yet.
   *
   * @param folder where relative paths begin
   */
  FileDiscovery(FileDiscoveryConfig config, Path folder) {
    this.config = config;
    this.folder = folder;
  }

  @Override
  public List<TargetGroup> find(Consumer<String> problem) {
    Map<Path, Known> now = new HashMap<>();
    for (String pattern : config.files()) {
      try {
        Set<Path> files = matching(pattern, problem);
        listed.put(pattern, files);
        files.forEach(file -> read(file, now, problem));
      } catch (IOException unreadable) {
        problem.accept(pattern + " cannot be listed: " + unreadable.getMessage());
        for (Path file : listed.getOrDefault(pattern, Set.of())) {
          Known before = known.get(file);
          if (before != null) {
            now.putIfAbsent(file, before);
          }
        }
      }
    }
    known = now;
    List<TargetGroup> groups = new ArrayList<>();
    now.values().forEach(file -> groups.addAll(file.groups));
    return groups;
  }

  private void read(Path file, Map<Path, Known> now, Consumer<String> problem) {
    Known before = known.get(file);
    try {
      now.put(file, read(file, before));
    } catch (NoSuchFileException gone) {
      problem.accept(file + ": is not there");
    } catch (IOException | DiscoveryException wrong) {
      problem.accept(String.valueOf(wrong.getMessage()));
      if (before != null) {
        now.put(file, new Known(FileTime.fromMillis(0), -1, before.groups));
      }
    }
  }

  private static Known read(Path file, @org.jspecify.annotations.Nullable Known before)
      throws IOException, DiscoveryException {
    FileTime modified = Files.getLastModifiedTime(file);
    long size = Files.size(file);
    if (before != null && before.size == size && before.modified.equals(modified)) {
      return before;
    }
    if (size > LARGEST) {
      throw new DiscoveryException(file + ": exceeds " + LARGEST + " bytes");
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    return new Known(modified, size, TargetFile.read(text, file.toString(), "__meta_filepath"));
  }

  /**
   * The files of a pattern.
   *
   * @throws IOException if nobody can say which there are
   */
  private Set<Path> matching(String pattern, Consumer<String> problem) throws IOException {
    Set<Path> files = new TreeSet<>();
    Path path = folder.resolve(pattern);
    Path name = path.getFileName();
    Path parent = path.getParent();
    if (name == null || name.toString().indexOf('*') < 0) {
      files.add(path);
      return files;
    }
    Path where = parent == null ? Path.of("") : parent;
    try (DirectoryStream<Path> found = Files.newDirectoryStream(where, name.toString())) {
      found.forEach(files::add);
    } catch (NoSuchFileException gone) {
      problem.accept(where + ": is not there"); // nor is a file in it
    } catch (DirectoryIteratorException halfway) {
      throw new IOException(halfway.getMessage(), halfway);
    }
    return files;
  }

  @Override
  public long again() {
    return Math.min(SOON.toNanos(), config.refreshInterval().value().toNanos());
  }

  @Override
  public String name() {
    return "file_sd_configs " + config.files();
  }
}
