package io.beltline.service.graph;

import io.beltline.config.ReadsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * By which the content of the files that a configuration names is known again.
 *
 * @param marks one a file
 */
record FileMarks(Map<Path, String> marks) {

  /** Of the files as they are now; none if a configuration names none. */
  static FileMarks of(Record config) {
    Map<Path, String> marks = new TreeMap<>();
    if (config instanceof ReadsFiles named) {
      named.files().forEach(file -> marks.put(file, mark(file)));
    }
    return new FileMarks(marks);
  }

  private static String mark(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (IOException unreadable) {
      return "unreadable";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
