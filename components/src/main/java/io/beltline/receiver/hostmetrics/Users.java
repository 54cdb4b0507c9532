package io.beltline.receiver.hostmetrics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of users, from the host's /etc/passwd, read anew when it has changed. One thread. */
final class Users {
  private static final int MOST = 100_000;

  private final Path file;
  private Map<String, String> names = Map.of();
  private @Nullable FileTime read;

  Users(HostPaths paths) {
    this.file = paths.etc().resolve("passwd");
  }

  /** Looks whether the file has changed. */
  void refresh() {
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      if (!changed.equals(read)) {
        names = parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        read = changed;
      }
    } catch (IOException e) {
      names = Map.of(); // every user is then told to have no name
      read = null;
    }
  }

  private static Map<String, String> parse(String text) {
    Map<String, String> names = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      String[] parts = line.split(":", -1);
      if (parts.length > 2 && names.size() < MOST) {
        names.putIfAbsent(parts[2], parts[0]);
      }
    }
    return names;
  }

  /** The name of a user, null if it has none. */
  @Nullable String name(String number) {
    return names.get(number);
  }
}
