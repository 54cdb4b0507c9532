package io.beltline.exporter.jaegerstorage;

import io.beltline.api.ComponentException;
import io.beltline.components.jaegerstorage.TagFieldsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Which tags stand in a document as fields of their own. Safe for all threads.
 *
 * @param all whether all do
 * @param names else their names
 * @param dot what stands for a dot in their names
 */
record TagFields(boolean all, Set<String> names, String dot) {

  /**
   * Reads the file that names them, if there is one.
   *
   * @throws ComponentException if it cannot be read
   */
  static TagFields of(TagFieldsConfig config) {
    Set<String> names = new HashSet<>();
    if (!config.configFile().isEmpty()) {
      try {
        Files.readAllLines(Path.of(config.configFile())).forEach(line -> add(names, line));
      } catch (IOException unreadable) {
        throw new ComponentException(
            "tags_as_fields::config_file: %s cannot be read: %s (expected: a file of names)"
                .formatted(config.configFile(), unreadable.getMessage()));
      }
    }
    for (String name : config.include().split(",", -1)) {
      add(names, name);
    }
    return new TagFields(config.all(), Set.copyOf(names), config.dotReplacement());
  }

  private static void add(Set<String> names, String name) {
    if (!name.isBlank()) {
      names.add(name.strip());
    }
  }

  /** Whether no tag is a field. */
  boolean isEmpty() {
    return !all && names.isEmpty();
  }

  /** Whether a tag is one; those of bytes never are. */
  boolean takes(String key) {
    return all || names.contains(key);
  }

  /** The name of the field of a tag. */
  String field(String key) {
    return key.replace(".", dot);
  }
}
