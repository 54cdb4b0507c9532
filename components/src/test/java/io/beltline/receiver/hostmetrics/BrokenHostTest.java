package io.beltline.receiver.hostmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenHostTest {
  private static final String ALL =
      "{cpu: {metrics: {system.cpu.frequency: {enabled: true}, system.cpu.physical.count:"
          + " {enabled: true}, system.cpu.utilization: {enabled: true}}}, disk: , filesystem: ,"
          + " load: {cpu_average: true}, memory: {metrics: {system.memory.utilization: {enabled:"
          + " true}, system.memory.linux.hugepages.usage: {enabled: true}}}, network: {metrics:"
          + " {system.network.conntrack.count: {enabled: true}}}, nfs: , paging: , process:"
          + " {resource_attributes: {process.cgroup: {enabled: true}}, metrics:"
          + " {process.context_switches: {enabled: true}, process.signals_pending: {enabled:"
          + " true}, process.open_file_descriptors: {enabled: true}, process.memory.utilization:"
          + " {enabled: true}}}, processes: , system: }";

  @TempDir Path root;

  @Test
  void whatIsWholeIsReadAndTheRestIsCounted() throws IOException {
    HostTree.unpack("broken", root);
    try (RunningHost host = new RunningHost(root, ALL)) {
      assertThat(host.scrape())
          .contains(
              "system.cpu.time{state=idle} 0.3",
              "system.disk.operations{device=sdc, direction=read} 1",
              "system.network.io{device=eth1, direction=transmit} 9",
              "system.network.connections{protocol=tcp, state=LISTEN} 1",
              "system.processes.count{status=running} 2")
          .anyMatch(line -> line.startsWith("system.filesystem.usage{device=/dev/sda1"))
          .anyMatch(line -> line.startsWith("process.cpu.time{state=user} 1.0"))
          .noneMatch(line -> line.startsWith("system.cpu.load_average"))
          .noneMatch(line -> line.contains("system.memory.usage"));
      assertThat(host.faults("disk", "diskstats", "malformed")).isEqualTo(3);
      assertThat(host.faults("network", "net/dev", "malformed")).isEqualTo(2);
      assertThat(host.faults("network", "net/tcp", "malformed")).isEqualTo(3);
      assertThat(host.faults("filesystem", "mountinfo", "malformed")).isEqualTo(3);
      assertThat(host.faults("load", "loadavg", "malformed")).isEqualTo(1);
      assertThat(host.faults("memory", "meminfo", "malformed")).isEqualTo(2);
      assertThat(host.faults("paging", "swaps", "malformed")).isEqualTo(2);
      assertThat(host.faults("paging", "vmstat", "malformed")).isEqualTo(2);
      assertThat(host.faults("nfs", "net/rpc/nfs", "malformed")).isEqualTo(3);
      assertThat(host.faults("nfs", "net/rpc/nfsd", "malformed")).isEqualTo(3);
      assertThat(host.faults("process", "process stat", "malformed")).isEqualTo(2);
      assertThat(host.faults("process", "process io", "malformed")).isEqualTo(1);
      assertThat(host.faults("scraper", "scraper", "failed")).isZero();
    }
  }

  @Test
  void aHostWithoutFilesGivesNothingAndSaysSo() throws IOException {
    Files.createDirectories(root.resolve("proc"));
    try (RunningHost host = new RunningHost(root, ALL)) {
      assertThat(host.scrape()).allMatch(line -> line.startsWith("system.memory.page_size"));
      assertThat(host.faults("cpu", "stat", "missing")).isPositive();
      assertThat(host.faults("disk", "diskstats", "missing")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vm", "container"})
  void realHostsAreReadWithoutAFault(String name) throws IOException {
    HostTree.unpack(name, root);
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/passwd"), "root:x:0:0\n");
    String asked =
        "{cpu: , disk: , load: , memory: , network: , nfs: , paging: , process: ,"
            + " processes: , system: }";
    try (RunningHost host = new RunningHost(root, asked)) {
      List<String> points = host.scrape();
      assertThat(points)
          .anyMatch(line -> line.startsWith("system.cpu.time{state=user} "))
          .anyMatch(line -> line.startsWith("system.network.io{device=lo, direction=receive} "))
          .anyMatch(line -> line.startsWith("system.memory.usage{state=used} "))
          .anyMatch(line -> line.startsWith("process.cpu.time{state=user} "));
      assertThat(host.settings.meter().count("beltline_scraper_faults")).isZero();
      assertThat(host.settings.meter().count("otelcol_scraper_scraped_metric_points"))
          .isEqualTo(points.size());
    }
  }

  /** Whatever is cut off or put in place of bytes: nothing fails, and every file is read. */
  @Property(tries = 60, seed = "20261128")
  void noDamageMakesAScraperFail(@ForAll long seed) throws IOException {
    var random = new Random(seed);
    Path damaged = Files.createTempDirectory("host");
    Map<String, String> files = new TreeMap<>(HostTree.files("old"));
    files.replaceAll((path, text) -> damage(text, random));
    HostTree.write(damaged, files);
    try (RunningHost host = new RunningHost(damaged, ALL)) {
      host.scrape();
      host.scrape();
      assertThat(host.settings.meter().count("beltline_scraper_faults")).isNotNegative();
      for (String scraper :
          List.of(
              "cpu",
              "disk",
              "filesystem",
              "load",
              "memory",
              "network",
              "nfs",
              "paging",
              "process",
              "processes",
              "system")) {
        assertThat(host.faults(scraper, "scraper", "failed")).as(scraper).isZero();
      }
    } finally {
      delete(damaged);
    }
  }

  private static String damage(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    String bytes = " \n\t:-()\\0x9,/\u00e4\ud83d";
    for (int i = random.nextInt(4); i > 0 && !damaged.isEmpty(); i--) {
      int at = random.nextInt(damaged.length());
      switch (random.nextInt(4)) {
        case 0 -> damaged.setLength(at);
        case 1 -> damaged.setCharAt(at, bytes.charAt(random.nextInt(bytes.length())));
        case 2 -> damaged.insert(at, bytes.charAt(random.nextInt(bytes.length())));
        default -> damaged.delete(at, Math.min(damaged.length(), at + random.nextInt(20)));
      }
    }
    return damaged.toString();
  }

  private static void delete(Path root) throws IOException {
    try (var paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
