package io.beltline.receiver.dockerstats;

import io.beltline.components.scrape.MetricsReadme;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DockerStatsReadmeTest {
  @Test
  void theTableOfMetricsIsCurrent() throws IOException {
    MetricsReadme.holds("receiver-docker_stats.md", DockerStatsMetrics.TABLE.toMarkdown());
  }
}
