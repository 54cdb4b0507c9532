package io.beltline.verification.flow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The tables of schemas and attributes. */
final class SchemaFiles {
  private SchemaFiles() {}

  /** The rows of a table below its remarks and its heading, each as its cells. */
  static List<List<String>> rows(String name) {
    try (InputStream in = SchemaFiles.class.getResourceAsStream("/schema/" + name)) {
      String text =
          new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.startsWith("#"))
          .skip(1)
          .map(line -> List.of(line.split(",", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
