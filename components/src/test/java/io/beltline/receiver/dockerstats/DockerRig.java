package io.beltline.receiver.dockerstats;

import io.beltline.components.scrape.ScrapeRig;
import io.beltline.receiver.dockerstats.FakeDaemon.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A daemon of a test's own over a Unix socket, and receivers that ask it. */
final class DockerRig implements AutoCloseable {
  final FakeDaemon daemon;

  DockerRig(Path folder) throws IOException {
    daemon = new FakeDaemon(folder);
  }

  /** A receiver with further keys. */
  ScrapeRig start(String keys) {
    return ScrapeRig.start(
        new DockerStatsFactory(),
        "{collection_interval: 1m, endpoint: '" + daemon.endpoint() + "'" + keys + "}");
  }

  /** From now on the daemon has a container that runs. */
  void has(String id, String image, String stats) {
    daemon.containers.put(id, new Part(Restated.inspection(id, image), stats));
  }

  /**
   * Scrapes until there are so many points of a metric: what comes by events comes when it does.
   */
  static List<String> until(ScrapeRig rig, String metric, int points) {
    for (int i = 0; i < 1000; i++) {
      List<String> found =
          rig.scrape().stream().filter(line -> line.startsWith(metric + "{")).toList();
      if (found.size() == points) {
        return found;
      }
    }
    throw new AssertionError(points + " points of " + metric + " never came");
  }

  /** Scrapes until the list is not read any more: then events are followed. */
  void settle(ScrapeRig rig) {
    long before;
    do {
      before = daemon.count("/containers/json");
      rig.scrape();
    } while (daemon.count("/containers/json") != before);
  }

  @Override
  public void close() throws IOException {
    daemon.close();
  }
}
