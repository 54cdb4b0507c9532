package io.beltline.components.tailing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Files by the names they may be rotated to: a name is related to another in the same folder if it
 * begins with what stands before the other's first dot, and no letter or digit follows. One thread.
 */
final class Relatives {
  private final Map<Path, List<TailedFile>> byStem = new HashMap<>();

  void add(TailedFile file) {
    byStem.computeIfAbsent(stem(file.path), stem -> new ArrayList<>(1)).add(file);
  }

  void remove(TailedFile file) {
    List<TailedFile> files = byStem.get(stem(file.path));
    if (files != null) {
      files.remove(file);
      if (files.isEmpty()) {
        byStem.remove(stem(file.path));
      }
    }
  }

  /** The files that a path may be a rotated form of. */
  List<TailedFile> of(Path path) {
    String name = name(path);
    List<TailedFile> related = new ArrayList<>();
    for (int i = 1; i <= name.length(); i++) {
      if (i == name.length() || !Character.isLetterOrDigit(name.charAt(i))) {
        related.addAll(byStem.getOrDefault(path.resolveSibling(name.substring(0, i)), List.of()));
      }
    }
    return related;
  }

  private static Path stem(Path path) {
    String name = name(path);
    int dot = name.indexOf('.', 1);
    return path.resolveSibling(dot < 0 ? name : name.substring(0, dot));
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** Whether a path may be a rotated form of another. */
  static boolean isRelated(Path original, Path path) {
    String stem = name(stem(original));
    String name = name(path);
    return name.startsWith(stem)
        && !name.equals(name(original))
        && (name.length() == stem.length()
            || !Character.isLetterOrDigit(name.charAt(stem.length())));
  }
}
