package io.beltline.receiver.hostmetrics;

import io.beltline.components.scrape.MetricTable;
import io.beltline.components.scrape.MetricsReadme;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class HostMetricsReadmeTest {
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
    MetricsReadme.holds("receiver-host_metrics.md", tables());
  }
}
