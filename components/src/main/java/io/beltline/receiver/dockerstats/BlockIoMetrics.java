package io.beltline.receiver.dockerstats;

import static io.beltline.components.scrape.MetricSpec.counter;

import io.beltline.components.scrape.MetricSpec;
import io.beltline.components.scrape.PointAttribute;
import java.util.Map;
import java.util.TreeMap;

/** What a container does with block devices. */
final class BlockIoMetrics {
  private static final PointAttribute MAJOR =
      PointAttribute.text("device_major", "The major number of the device.");
  private static final PointAttribute MINOR =
      PointAttribute.text("device_minor", "The minor number of the device.");
  private static final PointAttribute OPERATION =
      PointAttribute.text("operation", "What was done: read, write, sync, async, total, ...");

  /** The metrics by the names of the lists in an answer. */
  static final Map<String, MetricSpec> BY_LIST = all();

  private BlockIoMetrics() {}

  private static Map<String, MetricSpec> all() {
    Map<String, MetricSpec> all = new TreeMap<>();
    all.put(
        "io_merged_recursive",
        spec("io_merged_recursive", "{operations}", "Requests merged into others (cgroup v1)."));
    all.put(
        "io_queue_recursive",
        spec("io_queued_recursive", "{operations}", "Requests that wait (cgroup v1)."));
    all.put(
        "io_service_time_recursive",
        spec("io_service_time_recursive", "ns", "Time devices worked for it (cgroup v1)."));
    all.put(
        "io_serviced_recursive",
        spec("io_serviced_recursive", "{operations}", "Requests to devices (cgroup v1)."));
    all.put(
        "io_time_recursive",
        spec("io_time_recursive", "ms", "Time devices were given to it (cgroup v1)."));
    all.put(
        "io_wait_time_recursive",
        spec("io_wait_time_recursive", "ns", "Time requests waited (cgroup v1)."));
    all.put(
        "sectors_recursive", spec("sectors_recursive", "{sectors}", "Sectors moved (cgroup v1)."));
    all.put(
        "io_service_bytes_recursive",
        counter(
                "container.blockio.io_service_bytes_recursive",
                "By",
                "Bytes moved from and to devices.")
            .by(MAJOR, MINOR, OPERATION));
    return all;
  }

  private static MetricSpec spec(String name, String unit, String description) {
    return counter("container.blockio." + name, unit, description)
        .by(MAJOR, MINOR, OPERATION)
        .onRequest();
  }
}
