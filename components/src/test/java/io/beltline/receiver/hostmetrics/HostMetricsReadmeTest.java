package io.beltline.receiver.hostmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.scrape.MetricTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The README holds the tables of metrics that the scrapers declare. With the system property {@code
 * readme=write} they are written instead.
 */
class HostMetricsReadmeTest {
  private static final Path FILE = Path.of("docs/receiver-host_metrics.md");
  private static final String BEGIN = "<!-- metrics:begin -->\n";
  private static final String END = "<!-- metrics:end -->";

  private static String tables() {
    StringBuilder tables = new StringBuilder();
    for (MetricTable table : HostTables.all()) {
      tables.append("### %s\n\n%s\n".formatted(table.name(), table.toMarkdown()));
      if (table == ProcessMetrics.TABLE) {
        tables.append(ProcessAttribute.toMarkdown()).append('\n');
      }
    }
    return tables.toString();
  }

  @Test
  void theTablesOfMetricsAreCurrent() throws IOException {
    String readme = Files.readString(FILE);
    int from = readme.indexOf(BEGIN) + BEGIN.length();
    int to = readme.indexOf(END);
    assertThat(to).as("the place for the tables").isGreaterThanOrEqualTo(from);
    if ("write".equals(System.getProperty("readme"))) {
      readme = readme.substring(0, from) + tables() + readme.substring(to);
      Files.writeString(FILE, readme);
    }
    assertThat(readme)
        .as("the tables are out of date (expected: run this test with -Dreadme=write)")
        .contains(BEGIN + tables() + END);
  }
}
