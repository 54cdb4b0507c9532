package io.beltline.receiver.dockerstats;

import static io.beltline.components.scrape.MetricSpec.counter;

import io.beltline.components.scrape.MetricSpec;
import io.beltline.components.scrape.PointAttribute;
import java.util.Map;
import java.util.TreeMap;

/** What a container does with the network. */
final class NetworkMetrics {
  /** The metrics by the names of the counts in an answer. */
  static final Map<String, MetricSpec> BY_COUNT = all();

  private NetworkMetrics() {}

  private static Map<String, MetricSpec> all() {
    Map<String, MetricSpec> all = new TreeMap<>();
    all.put("rx_bytes", spec("rx_bytes", "By", "Bytes received."));
    all.put("rx_dropped", spec("rx_dropped", "{packets}", "Packets received and dropped."));
    all.put("rx_errors", spec("rx_errors", "{errors}", "Errors in receiving.").onRequest());
    all.put("rx_packets", spec("rx_packets", "{packets}", "Packets received.").onRequest());
    all.put("tx_bytes", spec("tx_bytes", "By", "Bytes sent."));
    all.put("tx_dropped", spec("tx_dropped", "{packets}", "Packets dropped instead of sent."));
    all.put("tx_errors", spec("tx_errors", "{errors}", "Errors in sending.").onRequest());
    all.put("tx_packets", spec("tx_packets", "{packets}", "Packets sent.").onRequest());
    return all;
  }

  private static MetricSpec spec(String name, String unit, String description) {
    return counter("container.network.io.usage." + name, unit, description)
        .by(PointAttribute.text("interface", "The interface: eth0."));
  }
}
