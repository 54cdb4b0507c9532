package io.beltline.receiver.hostmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostScrapersTest {
  @TempDir Path root;

  private List<String> old(String scrapers) throws IOException {
    HostTree.unpack("old", root);
    try (RunningHost host = new RunningHost(root, scrapers)) {
      List<String> points = host.scrape();
      assertThat(host.settings.meter().count("otelcol_scraper_scraped_metric_points"))
          .isEqualTo(points.size());
      return points;
    }
  }

  @Test
  void cpuTimeIsSummedOverCpusUnlessAskedFor() throws IOException {
    assertThat(old("{cpu: }"))
        .containsExactly(
            "system.cpu.logical.count{} 2",
            "system.cpu.time{state=idle} 40.0",
            "system.cpu.time{state=interrupt} 0.06",
            "system.cpu.time{state=nice} 0.2",
            "system.cpu.time{state=softirq} 0.07",
            "system.cpu.time{state=steal} 0.0",
            "system.cpu.time{state=system} 0.30000000000000004",
            "system.cpu.time{state=user} 1.0",
            "system.cpu.time{state=wait} 0.5");
    assertThat(
            old(
                "{cpu: {metrics: {system.cpu.time: {attributes: [cpu, state]},"
                    + " system.cpu.logical.count: {enabled: false}}}}"))
        .hasSize(16)
        .contains("system.cpu.time{cpu=cpu1, state=idle} 20.0");
    assertThat(
            old(
                "{cpu: {metrics: {system.cpu.time: {attributes: [], aggregation_strategy: max},"
                    + " system.cpu.logical.count: {enabled: false}}}}"))
        .containsExactly("system.cpu.time{} 20.0");
  }

  @Test
  void cpusAreCountedWithoutAskingEachHowFastItIs() throws IOException {
    HostTree.unpack("old", root);
    Files.delete(root.resolve("proc/cpuinfo"));
    try (RunningHost host = new RunningHost(root, "{cpu: , load: {cpu_average: true}}")) {
      assertThat(host.scrape()).contains("system.cpu.logical.count{} 2");
      assertThat(host.settings.meter().count("beltline_scraper_faults")).isZero();
    }
  }

  @Test
  void optionalMetricsOfCpus() throws IOException {
    assertThat(
            old(
                "{cpu: {metrics: {system.cpu.time: {enabled: false}, system.cpu.frequency:"
                    + " {enabled: true}, system.cpu.physical.count: {enabled: true}}}}"))
        .containsExactly(
            "system.cpu.frequency{cpu=cpu0} 1.0005E9",
            "system.cpu.frequency{cpu=cpu1} 2.0E9",
            "system.cpu.logical.count{} 2",
            "system.cpu.physical.count{} 2");
  }

  @Test
  void utilizationIsThePartOfTheTimeSinceTheScrapeBefore() throws IOException {
    HostTree.unpack("old", root);
    String asked =
        "{cpu: {metrics: {system.cpu.time: {enabled: false}, system.cpu.logical.count: {enabled:"
            + " false}, system.cpu.utilization: {enabled: true, attributes: [cpu, state]}}}}";
    try (RunningHost host = new RunningHost(root, asked)) {
      assertThat(host.scrape()).isEmpty();
      Path stat = root.resolve("proc/stat");
      Files.writeString(
          stat,
          Files.readString(stat)
              .replace("cpu0 60 20 10 2000 30 6 7", "cpu0 310 20 260 2500 30 6 7"));
      assertThat(host.scrape())
          .contains(
              "system.cpu.utilization{cpu=cpu0, state=user} 0.25",
              "system.cpu.utilization{cpu=cpu0, state=system} 0.25",
              "system.cpu.utilization{cpu=cpu0, state=idle} 0.5",
              "system.cpu.utilization{cpu=cpu1, state=idle} 0.0");
    }
  }

  @Test
  void load() throws IOException {
    assertThat(old("{load: }"))
        .containsExactly(
            "system.cpu.load_average.15m{} 2.0",
            "system.cpu.load_average.1m{} 0.5",
            "system.cpu.load_average.5m{} 1.0");
    assertThat(old("{load: {cpu_average: true}}")).contains("system.cpu.load_average.15m{} 1.0");
  }

  @Test
  void memoryWithoutTheKernelsEstimate() throws IOException {
    assertThat(old("{memory: }"))
        .containsExactly(
            "system.memory.usage{state=buffered} 51200",
            "system.memory.usage{state=cached} 215040",
            "system.memory.usage{state=free} 307200",
            "system.memory.usage{state=slab_reclaimable} 10240",
            "system.memory.usage{state=slab_unreclaimable} 5120",
            "system.memory.usage{state=used} 501760");
  }

  @Test
  void optionalMetricsOfMemory() throws IOException {
    String all =
        List.of(
                "system.linux.memory.available",
                "system.linux.memory.dirty",
                "system.memory.limit",
                "system.memory.linux.hugepages.limit",
                "system.memory.linux.hugepages.page_size",
                "system.memory.linux.hugepages.reserved",
                "system.memory.linux.hugepages.surplus",
                "system.memory.linux.hugepages.usage",
                "system.memory.linux.hugepages.utilization",
                "system.memory.linux.shared",
                "system.memory.utilization")
            .stream()
            .map(name -> name + ": {enabled: true}")
            .collect(Collectors.joining(", "));
    assertThat(old("{memory: {metrics: {system.memory.usage: {enabled: false}, " + all + "}}}"))
        .contains(
            "system.linux.memory.available{} 522240",
            "system.linux.memory.dirty{} 7168",
            "system.memory.limit{} 1024000",
            "system.memory.linux.hugepages.limit{} 10",
            "system.memory.linux.hugepages.page_size{} 2097152",
            "system.memory.linux.hugepages.reserved{} 2",
            "system.memory.linux.hugepages.surplus{} 1",
            "system.memory.linux.hugepages.usage{system.memory.linux.hugepages.state=free} 4",
            "system.memory.linux.hugepages.usage{system.memory.linux.hugepages.state=used} 6",
            "system.memory.linux.hugepages.utilization{system.memory.linux.hugepages.state=used}"
                + " 0.6",
            "system.memory.linux.shared{} 3072",
            "system.memory.utilization{state=used} 0.49")
        .hasSize(18);
  }

  @Test
  void disksThatDidSomething() throws IOException {
    HostTree.unpack("old", root);
    try (RunningHost host = new RunningHost(root, "{disk: }")) {
      assertThat(host.scrape())
          .contains(
              "system.disk.io{device=sda, direction=read} 409600",
              "system.disk.io{device=sda, direction=write} 819200",
              "system.disk.io_time{device=sda} 0.12",
              "system.disk.merged{device=sda, direction=read} 1",
              "system.disk.operation_time{device=sda, direction=write} 0.09",
              "system.disk.operations{device=sda, direction=write} 20",
              "system.disk.pending_operations{device=sda} 3",
              "system.disk.weighted_io_time{device=sda} 0.13",
              "system.disk.operation_time{device=nvme0n1, direction=read} 1.0")
          .noneMatch(line -> line.contains("device=sdb"))
          .hasSize(22);
      // a partition of old kernels has four numbers
      assertThat(host.faults("disk", "diskstats", "malformed")).isEqualTo(1);
    }
    assertThat(old("{disk: {exclude: {devices: ['^sd', nvme], match_type: regexp}}}")).isEmpty();
  }

  @Test
  void interfacesAndConnections() throws IOException {
    assertThat(
            old(
                "{network: {exclude: {interfaces: [lo], match_type: strict}, metrics:"
                    + " {system.network.conntrack.count: {enabled: true},"
                    + " system.network.conntrack.max: {enabled: true}}}}"))
        .contains(
            "system.network.io{device=eth0, direction=receive} 4294967296",
            "system.network.io{device=eth0, direction=transmit} 300",
            "system.network.errors{device=eth0, direction=receive} 1",
            "system.network.dropped{device=eth0, direction=transmit} 4",
            "system.network.packets{device=eth0:1, direction=receive} 6",
            "system.network.connections{protocol=tcp, state=ESTABLISHED} 2",
            "system.network.connections{protocol=tcp, state=LISTEN} 1",
            "system.network.connections{protocol=tcp, state=FIN_WAIT_1} 1",
            "system.network.connections{protocol=tcp, state=SYN_RECV} 1",
            "system.network.connections{protocol=tcp, state=TIME_WAIT} 0",
            "system.network.conntrack.count{} 12",
            "system.network.conntrack.max{} 65536")
        .noneMatch(line -> line.contains("device=lo"))
        .hasSize(16 + 12 + 2);
  }

  @Test
  void paging() throws IOException {
    assertThat(old("{paging: {metrics: {system.paging.utilization: {enabled: true}}}}"))
        .containsExactly(
            "system.paging.faults{type=major} 30",
            "system.paging.faults{type=minor} 70",
            "system.paging.operations{direction=page_in, type=major} 3",
            "system.paging.operations{direction=page_in, type=minor} 10",
            "system.paging.operations{direction=page_out, type=major} 4",
            "system.paging.operations{direction=page_out, type=minor} 20",
            "system.paging.usage{device=/dev/sda2, state=free} 768000",
            "system.paging.usage{device=/dev/sda2, state=used} 256000",
            "system.paging.utilization{device=/dev/sda2, state=free} 0.75",
            "system.paging.utilization{device=/dev/sda2, state=used} 0.25");
  }

  @Test
  void processesAndSystem() throws IOException {
    assertThat(old("{processes: , system: }"))
        .containsExactly(
            "system.processes.count{status=blocked} 2",
            "system.processes.count{status=running} 1",
            "system.processes.count{status=sleeping} 1",
            "system.processes.count{status=zombies} 1",
            "system.processes.created{} 1234",
            "system.uptime{} 20.0");
  }

  @Test
  void nfs() throws IOException {
    assertThat(old("{nfs: }"))
        .contains(
            "nfs.client.net.count{network.transport=tcp} 3",
            "nfs.client.net.tcp.connection.accepted{} 4",
            "nfs.client.operation.count{nfs.operation.name=WRITE, onc_rpc.version=4} 6",
            "nfs.client.procedure.count{onc_rpc.procedure.name=COMMIT, onc_rpc.version=3} 21",
            "nfs.client.rpc.count{} 10",
            "nfs.client.rpc.retransmit.count{} 11",
            "nfs.client.rpc.authrefresh.count{} 12",
            "nfs.server.repcache.requests{nfs.server.repcache.status=nocache} 3",
            "nfs.server.fh.stale.count{} 4",
            "nfs.server.io{network.io.direction=receive} 100",
            "nfs.server.thread.count{} 8",
            "nfs.server.net.count{network.transport=udp} 6",
            "nfs.server.rpc.count{error.type=client} 3",
            "nfs.server.procedure.count{onc_rpc.procedure.name=COMPOUND, onc_rpc.version=4} 77",
            "nfs.server.operation.count{nfs.operation.name=CLOSE, onc_rpc.version=4} 9")
        .hasSize(2 + 1 + 3 + 22 + 3 + 3 + 1 + 2 + 1 + 2 + 1 + 3 + 22 + 2 + 2);
  }

  @Test
  void aHostWithoutNfsHasNoFault() throws IOException {
    HostTree.unpack("vm", root);
    try (RunningHost host = new RunningHost(root, "{nfs: }")) {
      assertThat(host.scrape()).isEmpty();
      assertThat(host.settings.meter().count("beltline_scraper_faults")).isZero();
    }
  }
}
