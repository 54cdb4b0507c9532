package io.beltline.components.tailing;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files that are known, by device and inode and by the names they may be rotated to. */
final class KnownFiles {
  private final Map<String, TailedFile> files = new LinkedHashMap<>();
  private final Relatives relatives = new Relatives();
  private final Set<String> forgotten = new LinkedHashSet<>();
  private final Labels labels;

  /** Gives files the attributes of their records. */
  @FunctionalInterface
  interface Labels {
    void set(TailedFile file);
  }

  KnownFiles(Labels labels) {
    this.labels = labels;
  }

  /** All, in the order in which they became known. */
  Collection<TailedFile> all() {
    return files.values();
  }

  /** The file of a key; null if it is not known. */
  @Nullable TailedFile of(String key) {
    return files.get(key);
  }

  /** The files that a path may be a rotated form of. */
  List<TailedFile> relativesOf(Path path) {
    return relatives.of(path);
  }

  /** The files that wait because they are copies of another. */
  List<TailedFile> copiesOf(TailedFile original) {
    return files.values().stream().filter(file -> file.copied == original).toList();
  }

  void add(TailedFile file) {
    labels.set(file);
    files.put(file.key, file);
    relatives.add(file);
    forgotten.remove(file.key);
  }

  /** Takes note of another path, by which the file is labelled too. */
  void move(TailedFile file, Path path) {
    relatives.remove(file);
    file.path = path;
    file.dirty = true;
    relatives.add(file);
    labels.set(file);
  }

  void remove(TailedFile file) {
    files.remove(file.key);
    relatives.remove(file);
    forgotten.add(file.key);
  }

  /** The keys of those that are not known any more since this was asked last. */
  List<String> takeForgotten() {
    List<String> keys = List.copyOf(forgotten);
    forgotten.clear();
    return keys;
  }
}
