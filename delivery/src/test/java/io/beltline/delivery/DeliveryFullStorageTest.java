package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ConsumeResult;
import io.beltline.api.ConsumeResult.Retryable;
import io.beltline.delivery.Rig.Config;
import io.beltline.delivery.journal.FsyncPolicy;
import io.beltline.delivery.journal.SimulatedDisk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is said and done while the storage of a queue has no room. */
final class DeliveryFullStorageTest {
  private final SimulatedDisk disk = new SimulatedDisk(new Random(1));
  private final List<String> watched = new ArrayList<>();
  private long next;

  /** Sends until the storage has no room; returns how many were taken. */
  private int fill(Rig rig) {
    for (int taken = 0; taken < 10_000; taken++) {
      if (rig.send(logs(next++, 1)) instanceof Retryable full) {
        assertThat(full.message()).contains("no space left");
        return taken;
      }
    }
    throw new AssertionError("never full");
  }

  private static long lines(DiskStorage storage, String text) {
    return storage.said.lines.stream().filter(line -> line.contains(text)).count();
  }

  @Test
  void theFloorOfFreeSpaceIsToldOnceAndWhenItIsOver() throws IOException {
    DiskStorage storage = new DiskStorage(disk, FsyncPolicy.ALWAYS, 10_000);
    disk.capacity(60_000);
    Rig rig = Rig.on(storage, Config.DEFAULTS.consumers(1).size(100_000, Sizer.REQUESTS));
    storage.queues().watch(watched::add);
    rig.exporter.close();
    assertThat(fill(rig)).isPositive();
    storage.clock.advance(Duration.ofSeconds(5));
    fill(rig);
    String why =
        "/storage/queues: less than journal::min_free_space (10000 bytes) is left on the volume,"
            + " requests are turned away";
    assertThat(storage.said.lines).containsOnlyOnce("WARN " + why);
    assertThat(watched).containsExactly("", why);
    disk.capacity(100_000);
    storage.clock.advance(Duration.ofSeconds(1));
    assertThat(storage.said.lines).containsOnlyOnce("INFO /storage/queues: takes requests again");
    assertThat(watched).containsExactly("", why, "");
    assertThat(fill(rig)).isPositive();
    storage.clock.advance(Duration.ofSeconds(1));
    assertThat(lines(storage, why)).isEqualTo(1); // within a minute the log is spared
    assertThat(watched).containsExactly("", why, "", why);
    disk.capacity(200_000);
    storage.clock.advance(Duration.ofMinutes(1));
    assertThat(lines(storage, "again")).isEqualTo(1);
    fill(rig);
    storage.clock.advance(Duration.ofSeconds(1));
    assertThat(lines(storage, why)).isEqualTo(2);
    rig.exporter.open();
    assertThat(rig.end().residue()).isZero();
  }

  @Test
  void theLimitOfTheStorageIsToldAndEndsWithWhatIsDelivered() throws IOException {
    DiskStorage storage = new DiskStorage(disk, FsyncPolicy.ALWAYS, 60_000, 0);
    Rig rig = Rig.on(storage, Config.DEFAULTS.consumers(1).size(100_000, Sizer.REQUESTS));
    storage.queues().watch(watched::add);
    rig.exporter.close();
    fill(rig);
    storage.clock.advance(Duration.ofMillis(1));
    String why =
        "/storage/queues: the files of the queues fill journal::max_size (60000 bytes), requests"
            + " are turned away until some are delivered; the oldest file is kept by queue"
            + " otlp/x logs, which holds "
            + storage.queues().queues().getFirst().bytes()
            + " bytes";
    assertThat(storage.said.lines).containsOnlyOnce("WARN " + why);
    rig.exporter.open();
    rig.until(() -> rig.books().inFlight() == 0);
    storage.clock.advance(Duration.ofSeconds(5));
    assertThat(watched).containsExactly("", why, "");
    assertThat(rig.send(logs(next, 1))).isEqualTo(ConsumeResult.accepted());
    assertThat(rig.end().residue()).isZero();
  }

  @Test
  void aVolumeThatDoesNotTakeWritesIsTold() throws IOException {
    DiskStorage storage = new DiskStorage(disk, FsyncPolicy.ALWAYS, 0);
    Rig rig = Rig.on(storage, Config.DEFAULTS.size(100_000, Sizer.REQUESTS));
    storage.queues().watch(watched::add);
    disk.capacity(0);
    assertThat(rig.send(logs(0, 1))).isInstanceOf(Retryable.class);
    assertThat(rig.send(logs(0, 1))).isInstanceOf(Retryable.class);
    assertThat(storage.said.lines)
        .containsOnlyOnce("WARN /storage/queues: no space left on the volume");
    disk.capacity(100_000);
    assertThat(rig.send(logs(0, 1))).isEqualTo(ConsumeResult.accepted());
    assertThat(watched).containsExactly("", "/storage/queues: no space left on the volume", "");
    assertThat(rig.end().residue()).isZero();
  }
}
