package io.beltline.components.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A README that holds the tables of metrics that a receiver declares. With the system property
 * {@code readme=write} they are written instead.
 */
public final class MetricsReadme {
  private static final String BEGIN = "<!-- metrics:begin -->\n";
  private static final String END = "<!-- metrics:end -->";

  private MetricsReadme() {}

  /** Fails if the README, a name in the folder of them, has other tables. */
  public static void holds(String name, String tables) throws IOException {
    Path file = Path.of("docs", name);
    String readme = Files.readString(file);
    int from = readme.indexOf(BEGIN) + BEGIN.length();
    int to = readme.indexOf(END);
    assertThat(to).as("the place for the tables").isGreaterThanOrEqualTo(from);
    if ("write".equals(System.getProperty("readme"))) {
      readme = readme.substring(0, from) + tables + readme.substring(to);
      Files.writeString(file, readme);
    }
    assertThat(readme)
        .as("the tables are out of date (expected: run this test with -Dreadme=write)")
        .contains(BEGIN + tables + END);
  }
}
