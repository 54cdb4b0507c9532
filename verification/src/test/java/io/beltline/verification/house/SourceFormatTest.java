package io.beltline.verification.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every source file is formatted by google-java-format. With {@code -Dformat=write} it formats them
 * instead.
 */
class SourceFormatTest {
  private static final boolean WRITE = "write".equals(System.getProperty("format"));

  @Test
  void sourcesAreFormatted() throws Exception {
    List<Path> sources = House.sources();
    assertThat(sources).as("the floor on files seen").hasSizeGreaterThan(150);
    List<Path> unformatted = new ArrayList<>();
    for (Path source : sources) {
      String text = Files.readString(source);
      String formatted = format(text);
      if (formatted.equals(text)) {
        continue;
      }
      if (WRITE) {
        Files.writeString(source, formatted);
      } else {
        unformatted.add(source);
      }
    }
    assertThat(unformatted).as("run tools/format").isEmpty();
  }

  private static String format(String text) throws Exception {
    Formatter formatter = new Formatter(JavaFormatterOptions.defaultOptions());
    return formatter.formatSourceAndFixImports(RemoveUnusedImports.removeUnusedImports(text));
  }
}
