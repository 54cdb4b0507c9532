package io.beltline.receiver.hostmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.components.scrape.Faults;
import io.beltline.testkit.TestSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
  void aServerThatDoesNotAnswerCostsOneThread() throws Exception {
    CountDownLatch back = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    PatientUsage usage =
        new PatientUsage(
            path -> {
              calls.incrementAndGet();
              try {
                back.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              return new FilesystemUsage(10, 4, 3, 2, 1);
            },
            Duration.ofMillis(1));
    assertThatThrownBy(() -> usage.of("nfs4", root)).hasMessageContaining("no answer within");
    assertThatThrownBy(() -> usage.of("nfs4", root)).hasMessageContaining("earlier scrape");
    assertThat(calls).hasValue(1);
    back.countDown();
    FilesystemUsage answer = null;
    while (answer == null) {
      try {
        answer = usage.of("nfs4", root);
      } catch (IOException notYet) {
        Thread.onSpinWait();
      }
    }
    assertThat(answer.used()).isEqualTo(6);
    assertThat(answer.reserved()).isEqualTo(1);
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
