package io.beltline.components.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.testkit.LogLines;
import io.beltline.testkit.RecordingMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class FaultsTest {
  private final List<String> lines = new ArrayList<>();
  private final RecordingMeter meter = new RecordingMeter();
  private final Faults faults = new Faults(logger(), meter, "process");

  private Logger logger() {
    return new LogLines(lines);
  }

  @Test
  void aKindIsToldOnceHoweverOftenItOccursAndCountedEachTime() {
    for (int scrape = 0; scrape < 100; scrape++) {
      for (int pid = 0; pid <= scrape; pid++) {
        faults.add("process io", "denied", "process " + pid, 2);
      }
      faults.report();
    }
    assertThat(lines)
        .singleElement()
        .asString()
        .contains("WARN")
        .contains("process io (denied): 1, the first: process 0");
    assertThat(
            meter.count(
                "beltline_scraper_faults",
                Map.of("scraper", "process", "what", "process io", "reason", "denied")))
        .isEqualTo(5050);
    assertThat(meter.count("otelcol_scraper_errored_metric_points", Map.of("scraper", "process")))
        .isEqualTo(10100);
  }

  @Test
  void aChangeIsToldWithWhatIsNewOnly() {
    faults.add("process io", "denied", "process 1", 2);
    faults.report();
    faults.add("process io", "denied", "process 1", 2);
    faults.add("process exe", "denied", "process 2", 0);
    faults.report();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).contains("process exe").doesNotContain("process io");
  }

  @Test
  void whatComesAndGoesIsToldOnceAndWhatStaysAwayHasEnded() {
    for (int scrape = 0; scrape < 20; scrape++) {
      if (scrape % 2 == 0) {
        faults.add("stat", "malformed", "x", 1);
      }
      faults.report();
    }
    assertThat(lines).hasSize(1);
    for (int scrape = 0; scrape < 20; scrape++) {
      faults.report();
    }
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).contains("INFO").contains("reads again: stat (malformed)");
    faults.add("stat", "malformed", "x", 1);
    faults.report();
    assertThat(lines).hasSize(3);
  }
}
