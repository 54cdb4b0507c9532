package io.beltline.receiver.filestats;

import io.beltline.components.scrape.MetricsReadme;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FileStatsReadmeTest {
  @Test
  void theTableOfMetricsIsCurrent() throws IOException {
    MetricsReadme.holds("receiver-file_stats.md", FileStatsMetrics.TABLE.toMarkdown());
  }
}
