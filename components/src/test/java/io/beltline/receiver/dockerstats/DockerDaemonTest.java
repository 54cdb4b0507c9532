package io.beltline.receiver.dockerstats;

import static io.beltline.receiver.dockerstats.DockerRig.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.components.scrape.ScrapeRig;
import io.beltline.receiver.dockerstats.FakeDaemon.Part;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers that come and go, and a daemon that does not answer as it should. */
class DockerDaemonTest {
  private static final String TOTAL = "container.cpu.usage.total";

  @TempDir private Path folder;
  private DockerRig docker;
  private FakeDaemon daemon;

  @BeforeEach
  void open() throws IOException {
    docker = new DockerRig(folder);
    daemon = docker.daemon;
  }

  @AfterEach
  void close() throws IOException {
    docker.close();
  }

  @Test
  void aContainerThatStartsComesInWithoutTheListAndOneThatGoesLeaves() throws IOException {
    docker.has("a1", "ubuntu", Restated.first());
    try (ScrapeRig rig = docker.start("")) {
      docker.settle(rig);
      long lists = daemon.count("/containers/json");
      docker.has("b1", "redis", Restated.second());
      daemon.event("start", "b1");
      until(rig, TOTAL, 2);
      daemon.containers.put(
          "a1",
          new Part(Restated.inspection("a1", "x", "\"Running\":true,\"Paused\":true", ""), "{}"));
      daemon.event("pause", "a1");
      until(rig, TOTAL, 1);
      daemon.containers.remove("b1");
      daemon.event("destroy", "b1");
      until(rig, TOTAL, 0);
      assertThat(daemon.count("/containers/json")).isEqualTo(lists);
      assertThat(rig.meter().count("beltline_scraper_faults")).isZero();
    }
  }

  @Test
  void aContainerIsInspectedOnceUntilItChanges() throws IOException {
    docker.has("a1", "ubuntu", Restated.first());
    try (ScrapeRig rig = docker.start("")) {
      docker.settle(rig);
      long inspections = daemon.count("/containers/a1/json");
      rig.scrape();
      rig.scrape();
      assertThat(daemon.count("/containers/a1/json")).isEqualTo(inspections);
    }
  }

  @Test
  void oneThatHangsCostsNoOther() {
    docker.has("a1", "ubuntu", Restated.first());
    docker.has("b1", "ubuntu", Restated.first());
    daemon.silent.add("/containers/a1/stats");
    try (ScrapeRig rig = docker.start(", timeout: 300ms")) {
      assertThat(rig.scrape()).filteredOn(line -> line.startsWith(TOTAL)).hasSize(1);
      assertThat(rig.meter().count("beltline_scraper_faults")).isEqualTo(1);
      daemon.silent.clear();
      until(rig, TOTAL, 2);
    }
  }

  @Test
  void whatIsMissedWhileEventsAreNotFollowedIsFoundInTheList() throws IOException {
    docker.has("a1", "ubuntu", Restated.first());
    try (ScrapeRig rig = docker.start("")) {
      docker.settle(rig);
      daemon.breakStreams();
      docker.has("b1", "redis", Restated.second());
      until(rig, TOTAL, 2);
    }
  }

  @Test
  void withoutEventsTheListIsReadEachTime() {
    docker.has("a1", "ubuntu", Restated.first());
    daemon.instead.put("/events", "403 {\"message\":\"forbidden\"}");
    try (ScrapeRig rig = docker.start("")) {
      until(rig, TOTAL, 1);
      docker.has("b1", "redis", Restated.second());
      assertThat(until(rig, TOTAL, 2)).hasSize(2);
    }
  }

  @Test
  void aDaemonThatComesLateIsFound() {
    daemon.instead.put("/_ping", "503 {}");
    docker.has("a1", "ubuntu", Restated.first());
    try (ScrapeRig rig = docker.start("")) {
      assertThat(rig.scrape()).isEmpty();
      assertThat(rig.meter().count("beltline_scraper_faults")).isPositive();
      daemon.instead.clear();
      until(rig, TOTAL, 1);
    }
  }

  @Test
  void anAnswerThatIsNoneCostsNoOther() {
    docker.has("a1", "ubuntu", Restated.first());
    docker.has("b1", "ubuntu", "{\"cpu_stats\":{\"online_cpus\":\"many\"}}");
    docker.has("c1", "ubuntu", "{\"cpu_stats\":");
    try (ScrapeRig rig = docker.start("")) {
      assertThat(rig.scrape()).filteredOn(line -> line.startsWith(TOTAL)).hasSize(1);
      assertThat(rig.meter().count("beltline_scraper_faults")).isEqualTo(2);
    }
  }

  @Test
  void oneThatWasNotReadIsNotToldAsZeros() throws IOException {
    docker.has("a1", "ubuntu", Restated.first());
    docker.has("b1", "ubuntu", Restated.unread());
    try (ScrapeRig rig = docker.start("")) {
      docker.settle(rig);
      assertThat(rig.scrape())
          .filteredOn(line -> line.startsWith(TOTAL))
          .containsExactly(TOTAL + "{} 100215355");
      assertThat(rig.meter().count("beltline_scraper_faults")).isZero();
      docker.has("b1", "ubuntu", Restated.second());
      daemon.event("start", "b1");
      until(rig, TOTAL, 2);
    }
  }
}
