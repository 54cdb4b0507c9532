package io.beltline.receiver.hostmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.components.scrape.Faults;
import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.ScrapeReceiver;
import io.beltline.components.scrape.ScrapeRig;
import io.beltline.model.Signal;
import io.beltline.testkit.BoundYaml;
import io.beltline.testkit.TestSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesystemScraperTest {
  @TempDir Path root;

  @BeforeEach
  void unpack() throws IOException {
    HostTree.unpack("old", root);
    for (String point : List.of("mnt/with blank", "bound", "run", "home", "dir", "pool", "net")) {
      Files.createDirectories(root.resolve(point));
    }
  }

  private List<Mount> mounts(boolean all) {
    TestSettings settings = TestSettings.of("host_metrics");
    Faults faults = new Faults(settings.settings().logger(), settings.meter(), "filesystem");
    HostPaths paths = HostPaths.of(root.toString(), name -> null);
    return List.copyOf(new Mounts(paths, all).read(faults));
  }

  @Test
  void filesystemsOnDevicesAreReadOnceAndByTheirRealNames() throws IOException {
    Files.createDirectories(root.resolve("sys/dev/block"));
    Files.createSymbolicLink(root.resolve("sys/dev/block/8:1"), Path.of("../../devices/x/sda1"));
    assertThat(mounts(false))
        .containsExactly(
            new Mount("/dev/sda1", "/", "ext4", "rw"),
            new Mount("/dev/sdb1", "/mnt/with blank", "ext4", "ro"),
            new Mount("/dev/sdc", "/home", "btrfs", "rw"),
            new Mount("pool/data", "/pool", "zfs", "rw"));
  }

  @Test
  void virtualOnesAndPartsAreReadWhenAskedFor() {
    assertThat(mounts(true))
        .extracting(Mount::point)
        .containsExactly(
            "/", "/mnt/with blank", "/bound", "/run", "/home", "/dir", "/pool", "/net");
  }

  @Test
  void withoutAListOfTypesADeviceIsAPath() throws IOException {
    Files.delete(root.resolve("proc/filesystems"));
    assertThat(mounts(false))
        .extracting(Mount::point)
        .containsExactly("/", "/mnt/with blank", "/home");
  }

  @Test
  void usageIsThatOfTheFilesystemBelowTheRoot() {
    try (RunningHost host =
        new RunningHost(
            root,
            "{filesystem: {include_mount_points: {mount_points: ['blank$'], match_type: regexp},"
                + " metrics: {system.filesystem.utilization: {enabled: true}}}}")) {
      String attributes = "device=/dev/sdb1, mode=ro, mountpoint=/mnt/with blank, ";
      List<String> points = host.scrape();
      assertThat(points)
          .anyMatch(line -> line.startsWith("system.filesystem.usage{" + attributes + "state=free"))
          .anyMatch(
              line ->
                  line.startsWith("system.filesystem.inodes.usage{" + attributes + "state=used"))
          .anyMatch(line -> line.startsWith("system.filesystem.utilization{" + attributes))
          .hasSize(3 + 2 + 1);
      File file = root.toFile();
      assertThat(total(points, "system.filesystem.usage{")).isEqualTo(file.getTotalSpace());
    }
  }

  private static long total(List<String> points, String prefix) {
    return points.stream()
        .filter(line -> line.startsWith(prefix))
        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void aMountPointThatIsNotSeenIsAFaultAndTheRestIsRead() throws IOException {
    Files.delete(root.resolve("home"));
    try (RunningHost host = new RunningHost(root, "{filesystem: }")) {
      assertThat(host.scrape()).hasSize(3 * 5);
      assertThat(host.faults("filesystem", "filesystem usage", "missing")).isEqualTo(1);
    }
  }

  @Test
  void theLibraryAndJavaAgree() throws IOException {
    FilesystemUsage library = StatVfs.find().of(root);
    FilesystemUsage java = StatVfs.java().of(root);
    assertThat(library.total()).isEqualTo(java.total());
    assertThat(library.files()).isGreaterThanOrEqualTo(0);
    assertThat(java.files()).isEqualTo(-1);
    Path missing = root.resolve("missing");
    assertThatThrownBy(() -> StatVfs.find().of(missing)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> StatVfs.java().of(missing)).isInstanceOf(IOException.class);
  }

  @Test
  void serversAreAskedBesideEachOther() throws IOException {
    Files.delete(root.resolve("proc/filesystems"));
    HostTree.write(
        root,
        Map.of(
            "proc/1/mountinfo",
            "30 1 0:50 / /home rw - nfs4 /a rw\n31 1 0:51 / /net rw - nfs4 /b rw"));
    CountDownLatch both = new CountDownLatch(2);
    FilesystemUsage.Source source =
        path -> {
          both.countDown();
          try {
            both.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          return new FilesystemUsage(10, 4, 3, 2, 1);
        };
    try (ScrapeRig rig = ScrapeRig.start(new OfSource(root, source), "{scrapers: {load: }}")) {
      assertThat(rig.scrape()).hasSize(2 * 5);
    }
  }

  @Test
  void notAllAreAskedBesideEachOther() throws IOException {
    Files.delete(root.resolve("proc/filesystems"));
    StringBuilder mounts = new StringBuilder();
    for (int i = 0; i < 3 * FilesystemScraper.AHEAD; i++) {
      mounts.append("%d 1 0:%d / /m%d rw - nfs4 /a%d rw\n".formatted(30 + i, 50 + i, i, i));
    }
    HostTree.write(root, Map.of("proc/1/mountinfo", mounts.toString()));
    CountDownLatch beside = new CountDownLatch(FilesystemScraper.AHEAD);
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    FilesystemUsage.Source source =
        path -> {
          most.accumulateAndGet(asked.incrementAndGet(), Math::max);
          beside.countDown();
          try {
            beside.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          asked.decrementAndGet();
          return new FilesystemUsage(10, 4, 3, 2, 1);
        };
    try (ScrapeRig rig = ScrapeRig.start(new OfSource(root, source), "{scrapers: {load: }}")) {
      assertThat(rig.scrape()).hasSize(3 * FilesystemScraper.AHEAD * 5);
    }
    assertThat(most).hasValue(FilesystemScraper.AHEAD);
  }

  @Test
  void aMountPointThatCannotBeNamedIsAFaultAndTheRestIsRead() {
    FilesystemUsage.Source source =
        path -> {
          if (path.endsWith("home")) {
            throw new InvalidPathException("/home", "unmappable characters");
          }
          return new FilesystemUsage(10, 4, 3, 2, 1);
        };
    try (ScrapeRig rig = ScrapeRig.start(new OfSource(root, source), "{scrapers: {load: }}")) {
      assertThat(rig.scrape()).hasSize(3 * 5);
      assertThat(
              rig.meter()
                  .count(
                      "beltline_scraper_faults",
                      Map.of(
                          "scraper", "filesystem",
                          "what", "filesystem usage",
                          "reason", "unreadable")))
          .isEqualTo(1);
    }
  }

  /** Receivers that scrape the filesystems of a root, with another source of what they use. */
  private record OfSource(Path root, FilesystemUsage.Source source)
      implements ReceiverFactory<HostMetricsConfig> {
    @Override
    public String type() {
      return "host_metrics";
    }

    @Override
    public Class<HostMetricsConfig> configType() {
      return HostMetricsConfig.class;
    }

    @Override
    public Map<Signal, Stability> stability() {
      return Map.of(Signal.METRICS, Stability.BETA);
    }

    @Override
    public Receiver create(Settings settings, HostMetricsConfig config, Outputs outputs) {
      HostPaths paths = HostPaths.of(root.toString(), name -> null);
      HostScraper.Host host = new HostScraper.Host(paths, new BootTime(paths), Kernel.current());
      MetricSheet sheet = new MetricSheet(FilesystemScraper.TABLE, Map.of(), "1");
      FilesystemConfig all = BoundYaml.value(FilesystemConfig.class, "{}");
      return new ScrapeReceiver(
          settings,
          config.scrape(),
          outputs,
          given -> List.of(new FilesystemScraper(host, sheet, all, source)));
    }
  }

  @Test
  void octalNumbersInNamesAreBytes() {
    assertThat(Mounts.unescape("/a\\040b\\134c\\303\\244")).isEqualTo("/a b\\cä");
    assertThat(Mounts.unescape("\\0")).isEqualTo("\\0");
    assertThat(Mounts.unescape("\\09x")).isEqualTo("\\09x");
  }

  @Test
  void mountPointsAreSeenBelowTheRoot() {
    HostPaths host = HostPaths.of("/hostfs", name -> null);
    assertThat(host.seen("/boot")).hasToString("/hostfs/boot");
    assertThat(host.seen("/")).hasToString("/hostfs");
    assertThat(host.seen("/hostfs/boot")).hasToString("/hostfs/boot");
    assertThat(HostPaths.of("", name -> null).seen("/boot")).hasToString("/boot");
    HostPaths given =
        HostPaths.of("/hostfs", name -> name.equals("HOST_PROC_MOUNTINFO") ? "/m" : null);
    assertThat(given.seen("/boot")).hasToString("/boot");
    assertThat(HostPaths.of("/hostfs", name -> name.equals("HOST_PROC") ? "/p" : null).proc())
        .hasToString("/p");
  }
}
