package io.beltline.verification.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.verification.process.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What becomes of 117 published configurations, held against the committed table. Where they do not
 * lie beside the project, the table alone is checked. {@code -Dtable=write} writes it.
 */
class RealConfigurationsTest {
  private static final Path TABLE = Project.root().resolve("docs/verification/configurations.md");
  private static final int FILES = 117;
  private static final String ROW =
      "\\| (overlays/)?[^ |]+\\.yaml \\| "
          + "(loaded \\| \\| \\|"
          + "|components lacking \\| \\| [^|]+ \\|"
          + "|refused \\| \\d+:\\d+ .+ \\|.* \\|"
          + "|not started \\| .+ \\| \\|)";
  private static final String HEAD =
      """
      # Published configurations

      What becomes of 117 OpenTelemetry Collector configurations that people published, 6 of them overlays over a
      minimal base. `loaded`: valid, and the collector starts with it while nothing it names is reachable.
      `components lacking`: it uses components Beltline lacks, and is valid otherwise. `refused`: the file is at
      fault; the first fault is shown with its line and column. `not started`: it names something the machine does not
      have. The test that checks this page writes it (`-Dtable=write`).

      """;

  @Test
  void eachDoesWhatTheTableSays() throws IOException {
    if (RealConfigurations.present()) {
      String tried = page(RealConfigurations.rows());
      if ("write".equals(System.getProperty("table"))) {
        Files.createDirectories(TABLE.getParent());
        Files.writeString(TABLE, tried);
      }
      assertThat(tried.lines()).containsExactlyElementsOf(Files.readAllLines(TABLE));
    }
    List<String> rows =
        Files.readAllLines(TABLE).stream().filter(line -> line.contains(".yaml |")).toList();
    assertThat(rows).hasSize(FILES).doesNotHaveDuplicates();
    assertThat(rows).allSatisfy(row -> assertThat(row).matches(ROW));
    assertThat(rows).anyMatch(row -> row.endsWith("| loaded | | |"));
  }

  private static String page(List<Row> rows) {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("| outcome | files |\n|---|---|\n");
    for (Row.Outcome outcome : Row.Outcome.values()) {
      long count = rows.stream().filter(row -> row.outcome() == outcome).count();
      page.append("| %s | %d |%n".formatted(outcome.words(), count));
    }
    page.append("\n| file | outcome | first fault | lacking |\n|---|---|---|---|\n");
    rows.forEach(row -> page.append(row.line()).append('\n'));
    // How many components there are changes with each new one; the table is not about that.
    return page.toString().replaceAll("none of the \\d+ known ones", "none of the known ones");
  }
}
