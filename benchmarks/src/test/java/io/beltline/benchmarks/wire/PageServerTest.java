package io.beltline.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.benchmarks.payload.ScrapePage;
import io.beltline.model.Slice;
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
      assertThat(pages.failure()).isNull();
    }
  }
}
