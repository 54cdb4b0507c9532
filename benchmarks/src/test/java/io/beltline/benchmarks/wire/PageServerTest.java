package io.beltline.benchmarks.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.benchmarks.payload.ScrapePage;
import io.beltline.model.Slice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PageServerTest {

  @Test
  void eachTargetGivesOutAPageThatGrows() throws Exception {
    try (PageServer pages = new PageServer(2, new ScrapePage(1)::text);
        Puller first = new Puller(pages.ports().get(0), "/metrics", "");
        Puller second = new Puller(pages.ports().get(1), "/metrics", "")) {
      Slice page = first.pull();
      assertThat(Puller.series(page)).isEqualTo(1000);
      String before = page.toUtf8();
      assertThat(first.pull().toUtf8()).isNotEqualTo(before);
      assertThat(second.pull().toUtf8()).isEqualTo(before);
      assertThat(pages.served()).isEqualTo(3);
      assertThat(pages.takeFailure()).isNull();
    }
  }

  @Test
  void aTargetServesOthersWhileAConnectionIsOpenAndTellsOfABrokenOne() throws Exception {
    try (PageServer pages = new PageServer(1, new ScrapePage(10)::text)) {
      int port = pages.ports().getFirst();
      try (Socket scraper = new Socket(InetAddress.getLoopbackAddress(), port)) {
        scraper.getOutputStream().write("GET /metrics HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
        assertThat(scraper.getInputStream().read()).isEqualTo('H');
        try (Puller other = new Puller(port, "/metrics", "")) {
          assertThat(Puller.series(other.pull())).isEqualTo(10_000);
        }
        scraper.setSoLinger(true, 0); // what is unread is thrown away, and the peer told
      }
      Exception failure = null;
      while ((failure = pages.takeFailure()) == null) {
        Thread.sleep(10);
      }
      assertThat(failure).isInstanceOf(IOException.class);
      assertThat(pages.takeFailure()).isNull();
    }
  }
}
