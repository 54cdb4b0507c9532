package io.beltline.receiver.dockerstats;

import io.beltline.components.scrape.MetricSpec;
import io.beltline.components.scrape.PointAttribute;
import java.util.Map;
import java.util.TreeMap;

/** What a container does with block devices. */
final class BlockIoMetrics {
  private static final PointAttribute[] DEVICE_AND_OPERATION = {
    PointAttribute.text("device_major", "The major number of the device."),
    PointAttribute.text("device_minor", "The minor number of the device."),
    PointAttribute.text("operation", "What was done: read, write, sync, async, total, ...")
  };

  /** The metrics by the names of the lists in an answer. */
  static final Map<String, MetricSpec> BY_LIST = all();

  private BlockIoMetrics() {}

  private static Map<String, MetricSpec> all() {
    Map<String, MetricSpec> all = new TreeMap<>();
    all.put(
        "io_service_bytes_recursive",
        spec("io_service_bytes", "By", "Bytes moved from and to devices."));
    first(all, "io_merged", "{operations}", "Requests merged into others");
    first(all, "io_service_time", "ns", "Time devices worked for it");
    first(all, "io_serviced", "{operations}", "Requests to devices");
    first(all, "io_time", "ms", "Time devices were given to it");
    first(all, "io_wait_time", "ns", "Time requests waited");
    first(all, "sectors", "{sectors}", "Sectors moved");
    // the one whose list has another name
    all.put("io_queue_recursive", first("io_queued", "{operations}", "Requests that wait"));
    return all;
  }

  private static void first(
      Map<String, MetricSpec> all, String name, String unit, String description) {
    all.put(name + "_recursive", first(name, unit, description));
  }

  /** One that the first cgroup counts, and the second does not. */
  private static MetricSpec first(String name, String unit, String description) {
    return spec(name, unit, description + " (cgroup v1).").onRequest();
  }

  private static MetricSpec spec(String name, String unit, String description) {
    return MetricSpec.counter("container.blockio." + name + "_recursive", unit, description)
        .by(DEVICE_AND_OPERATION);
  }
}
