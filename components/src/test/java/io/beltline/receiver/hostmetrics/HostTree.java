package io.beltline.receiver.hostmetrics;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The files of a host, unpacked from a text: {@code === path} begins a file, {@code \x00} is a zero
 * byte, and command lines do not end in a newline.
 */
final class HostTree {
  private HostTree() {}

  /** The files of a test resource by their paths. */
  static Map<String, String> files(String name) throws IOException {
    try (InputStream in = HostTree.class.getResourceAsStream(name + ".host")) {
      return files(
          new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8)
              .split("\n", -1));
    }
  }

  private static Map<String, String> files(String[] lines) {
    Map<String, String> files = new LinkedHashMap<>();
    String path = "";
    for (String line : lines) {
      if (line.startsWith("=== ")) {
        path = line.substring(4);
        files.put(path, "");
      } else if (!path.isEmpty()) {
        files.merge(
            path,
            line.replace("\\x00", "\0") + (path.endsWith("cmdline") ? "" : "\n"),
            String::concat);
      }
    }
    return files;
  }

  /** Writes files below a root. */
  static void write(Path root, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(Objects.requireNonNull(path.getParent()));
      Files.write(path, file.getValue().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Unpacks a test resource below a root. */
  static void unpack(String name, Path root) throws IOException {
    write(root, files(name));
  }
}
