package io.beltline.verification.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links from one document to another lead somewhere. */
class DocumentLinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(#[^)]*)?\\)");

  @Test
  void everyRelativeLinkLeadsToAFile() throws IOException {
    List<String> broken = new ArrayList<>();
    int seen = 0;
    for (Path document : documents()) {
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        seen++;
        if (!Files.exists(document.resolveSibling(link.group(1)))) {
          broken.add(House.root().relativize(document) + " -> " + link.group(1));
        }
      }
    }
    assertThat(seen).as("the floor on links seen").isGreaterThan(30);
    assertThat(broken).isEmpty();
  }

  private static List<Path> documents() throws IOException {
    Path root = House.root();
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> House.isSource(root.relativize(file)))
          .sorted()
          .toList();
    }
  }
}
