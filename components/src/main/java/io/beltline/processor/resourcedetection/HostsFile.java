package io.beltline.processor.resourcedetection;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file of names and addresses, {@code /etc/hosts}. */
final class HostsFile {
  private HostsFile() {}

  /** The first name of the line that has a name, if that is not the name itself; else null. */
  static @Nullable String fullName(String file, String name) {
    for (String line : file.lines().toList()) {
      int comment = line.indexOf('#');
      String entry = (comment < 0 ? line : line.substring(0, comment)).strip();
      List<String> words = Arrays.asList(entry.split("\\s+", -1));
      if (words.size() > 1 && words.subList(1, words.size()).contains(name)) {
        return words.get(1).contains(".") ? words.get(1) : null;
      }
    }
    return null;
  }
}
