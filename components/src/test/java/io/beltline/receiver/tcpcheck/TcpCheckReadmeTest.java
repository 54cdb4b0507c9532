package io.beltline.receiver.tcpcheck;

import io.beltline.components.scrape.MetricsReadme;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TcpCheckReadmeTest {
  @Test
  void theTableOfMetricsIsCurrent() throws IOException {
    MetricsReadme.holds("receiver-tcp_check.md", TcpCheckMetrics.TABLE.toMarkdown());
  }
}
