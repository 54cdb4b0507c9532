package io.beltline.receiver.httpcheck;

import io.beltline.components.scrape.MetricsReadme;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class HttpCheckReadmeTest {
  @Test
  void theTableOfMetricsIsCurrent() throws IOException {
    MetricsReadme.holds("receiver-http_check.md", HttpCheckMetrics.TABLE.toMarkdown());
  }
}
