package io.beltline.receiver.hostmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Slice;
import io.beltline.model.Telemetry;
import io.beltline.model.otlp.AttributesView;
import io.beltline.model.otlp.ExportMetricsServiceRequestView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessScraperTest {
  @TempDir Path root;

  @BeforeEach
  void unpack() throws IOException {
    HostTree.unpack("old", root);
    Files.createSymbolicLink(root.resolve("proc/1/exe"), Path.of("/sbin/init"));
  }

  private static List<String> resources(Telemetry metrics) {
    List<String> resources = new ArrayList<>();
    for (Slice chunk : metrics.payload().chunks()) {
      ExportMetricsServiceRequestView request = new ExportMetricsServiceRequestView();
      request.wrap(chunk);
      for (var resource = request.resourceMetrics(); resource.next(); ) {
        TreeMap<String, String> sorted = new TreeMap<>();
        AttributesView walk = resource.item().resource().attributes();
        while (walk.next()) {
          sorted.put(walk.key(), walk.value().asString());
        }
        resources.add(sorted.toString());
      }
    }
    return resources;
  }

  @Test
  void eachProcessIsAResource() {
    try (RunningHost host = new RunningHost(root, "{process: }")) {
      host.scrape();
      assertThat(resources(host.next.received().getFirst().telemetry()))
          .containsExactlyInAnyOrder(
              "{process.command=/sbin/init, process.command_line=/sbin/init --flag,"
                  + " process.executable.name=a) b) (c, process.executable.path=/sbin/init,"
                  + " process.owner=root, process.parent_pid=0, process.pid=1}",
              "{process.command=/usr/bin/a-name-that-is-longer,"
                  + " process.command_line=/usr/bin/a-name-that-is-longer,"
                  + " process.executable.name=a-name-that-is-longer, process.executable.path=,"
                  + " process.parent_pid=1, process.pid=20}",
              "{process.command=, process.command_line=, process.executable.name=gone,"
                  + " process.executable.path=, process.parent_pid=1, process.pid=21}");
    }
  }

  @Test
  void whatAProcessUses() {
    try (RunningHost host =
        new RunningHost(
            root,
            "{process: {include: {names: ['a) b) (c'], match_type: strict}, resource_attributes:"
                + " {process.pid: {enabled: false}}}}")) {
      Kernel kernel = Kernel.current();
      assertThat(host.scrape())
          .containsExactly(
              "process.cpu.time{state=system} " + 250.0 / kernel.ticks(),
              "process.cpu.time{state=user} " + 150.0 / kernel.ticks(),
              "process.cpu.time{state=wait} " + 25.0 / kernel.ticks(),
              "process.disk.io{direction=read} 1000",
              "process.disk.io{direction=write} 2000",
              "process.memory.usage{} " + 100 * kernel.pageSize(),
              "process.memory.virtual{} 8192000");
    }
  }

  @Test
  void whatElseCanBeAskedFor() {
    String all =
        "{process: {include: {names: ['^a'], match_type: regexp}, metrics: {"
            + "process.context_switches: {enabled: true}, process.disk.operations: {enabled: true},"
            + "process.memory.utilization: {enabled: true}, process.paging.faults: {enabled: true},"
            + "process.signals_pending: {enabled: true}, process.threads: {enabled: true},"
            + "process.uptime: {enabled: true}, process.cpu.utilization: {enabled: true},"
            + "process.open_file_descriptors: {enabled: true}, process.handles: {enabled: true}}}}";
    try (RunningHost host = new RunningHost(root, all)) {
      assertThat(host.scrape())
          .contains(
              "process.context_switches{type=involuntary} 20",
              "process.context_switches{type=voluntary} 10",
              "process.context_switches{type=voluntary} 5",
              "process.disk.operations{direction=write} 4",
              "process.paging.faults{type=major} 7",
              "process.paging.faults{type=minor} 500",
              "process.signals_pending{} 1",
              "process.threads{} 3")
          .anyMatch(line -> line.startsWith("process.memory.utilization{} "))
          .noneMatch(line -> line.startsWith("process.cpu.utilization"));
      assertThat(host.scrape()).contains("process.cpu.utilization{state=user} 0.0");
    }
  }

  @Test
  void ofAFileWithBytesThatAreNoTextTheOtherUsersAreKnown() throws IOException {
    Path users = root.resolve("etc/passwd");
    Files.write(users, new byte[] {'b', (byte) 0xFC, ':', 'x', ':', '7', '\n'});
    Files.writeString(users, "root:x:0:0::/root:/bin/sh\n", StandardOpenOption.APPEND);
    try (RunningHost host = new RunningHost(root, "{process: }")) {
      host.scrape();
      assertThat(resources(host.next.received().getFirst().telemetry()).toString())
          .contains("process.owner=root");
    }
  }

  @Test
  void youngProcessesAreLeftOut() {
    try (RunningHost host = new RunningHost(root, "{process: {scrape_process_delay: 1000000h}}")) {
      assertThat(host.scrape()).isEmpty();
    }
  }

  @Test
  void aUserWithoutANameIsToldUnlessMuted() {
    try (RunningHost host = new RunningHost(root, "{process: }")) {
      host.scrape();
      assertThat(host.faults("process", "process user", "unknown")).isEqualTo(1);
    }
    for (String mute : List.of("mute_process_user_error", "mute_process_all_errors")) {
      try (RunningHost host = new RunningHost(root, "{process: {" + mute + ": true}}")) {
        host.scrape();
        assertThat(host.settings.meter().count("beltline_scraper_faults")).isZero();
      }
    }
  }
}
