package io.beltline.receiver.hostmetrics;

import static io.beltline.components.scrape.MetricSpec.gauge;
import static io.beltline.components.scrape.MetricSpec.level;

import io.beltline.components.scrape.MetricSheet;
import io.beltline.components.scrape.MetricSpec;
import io.beltline.components.scrape.MetricTable;
import io.beltline.components.scrape.PointAttribute;
import io.beltline.components.scrape.ScrapeRun;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.util.List;

/** Use of filesystems, from mountinfo and statvfs. One thread. */
final class FilesystemScraper extends HostScraper {
  private static final PointAttribute DEVICE = PointAttribute.text("device", "What it is on.");
  private static final PointAttribute MODE =
      PointAttribute.text("mode", "How it is mounted.", "ro", "rw", "unknown");
  private static final PointAttribute POINT =
      PointAttribute.text("mountpoint", "Where it is mounted.");
  private static final PointAttribute STATE =
      PointAttribute.text("state", "What is counted.", "free", "reserved", "used");
  private static final PointAttribute TYPE = PointAttribute.text("type", "Its type: ext4, ...");

  private static final MetricSpec INODES =
      level("system.filesystem.inodes.usage", "{inodes}", "Inodes by use.")
          .by(DEVICE, MODE, POINT, TYPE, STATE);
  private static final MetricSpec USAGE =
      level("system.filesystem.usage", "By", "Bytes by use.").by(DEVICE, MODE, POINT, TYPE, STATE);
  private static final MetricSpec UTILIZATION =
      gauge(
              "system.filesystem.utilization",
              "1",
              "The part in use of what users without privileges can use, 0 to 1.")
          .decimal()
          .by(DEVICE, MODE, POINT, TYPE)
          .onRequest();

  static final MetricTable TABLE =
      HostTables.table("filesystem", List.of(INODES, USAGE, UTILIZATION));

  private static final int LOST_POINTS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How many are asked beside each other, each on a thread of its own. */
  static final int AHEAD = 16;

  private final NameFilter devices;
  private final NameFilter types;
  private final NameFilter points;
  private final Mounts mounts;
  private final PatientUsage usage;

  FilesystemScraper(
      Host host, MetricSheet sheet, FilesystemConfig config, FilesystemUsage.Source source) {
    super("filesystem", host, sheet);
    this.devices = config.devices();
    this.types = config.types();
    this.points = config.mountPoints();
    this.mounts = new Mounts(host.paths(), config.includeVirtualFilesystems());
    this.usage = new PatientUsage(source, PATIENCE);
  }

  @Override
  protected void read(ScrapeRun run) throws InterruptedException {
    List<Mount> wanted = mounts.read(run.faults()).stream().filter(this::wants).toList();
    usage.begin();
    wanted.stream().limit(AHEAD).forEach(this::ahead);
    for (int i = 0; i < wanted.size() && !run.isOver(); i++) {
      read(wanted.get(i), run);
      if (i + AHEAD < wanted.size()) {
        ahead(wanted.get(i + AHEAD));
      }
    }
  }

  private boolean wants(Mount mount) {
    return devices.wants(mount.device())
        && types.wants(mount.type())
        && points.wants(mount.point());
  }

  private void ahead(Mount mount) {
    try {
      usage.ahead(mount.type(), host.paths().seen(mount.point()));
    } catch (InvalidPathException e) {
      return; // a fault when it is read
    }
  }

  private void read(Mount mount, ScrapeRun run) throws InterruptedException {
    try {
      write(mount, usage.of(mount.type(), host.paths().seen(mount.point())));
    } catch (IOException e) {
      lost(mount, HostFiles.reason(e), e, run);
    } catch (InvalidPathException e) { // the locale's character set cannot name it
      lost(mount, "unreadable", e, run);
    }
  }

  private static void lost(Mount mount, String reason, Exception why, ScrapeRun run) {
    run.faults()
        .add("filesystem usage", reason, mount.point() + ": " + why.getMessage(), LOST_POINTS);
  }

  private void write(Mount mount, FilesystemUsage found) {
    point(USAGE, mount, found.used(), "used");
    point(USAGE, mount, found.free(), "free");
    point(USAGE, mount, found.reserved(), "reserved");
    if (found.files() >= 0) {
      point(INODES, mount, Math.max(0, found.files() - found.filesFree()), "used");
      point(INODES, mount, found.filesFree(), "free");
    }
    long both = found.used() + found.free();
    if (both > 0) {
      sheet
          .of(UTILIZATION)
          .add(
              (double) found.used() / both,
              mount.device(),
              mount.mode(),
              mount.point(),
              mount.type());
    }
  }

  private void point(MetricSpec spec, Mount mount, long value, String state) {
    sheet.of(spec).add(value, mount.device(), mount.mode(), mount.point(), mount.type(), state);
  }
}
