package io.beltline.receiver.prometheus;

import io.beltline.config.ConfigNode;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The {@code config} section: what Prometheus' own configuration holds, as far as it is about
 * scraping.
 *
 * @see <a
 *     href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/">Prometheus'
 *     configuration</a>
 */
public record PrometheusConfig(
    @Squash ScrapeSections sections,
    @Doc("Not supported: must not be written.") ConfigNode alerting,
    @Doc("Not supported: must not be written.") ConfigNode ruleFiles,
    @Doc("Not supported: must not be written.") ConfigNode remoteWrite,
    @Doc("Not supported: must not be written.") ConfigNode remoteRead)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    Map<String, ConfigNode> refused = new LinkedHashMap<>();
    refused.put("alerting", alerting);
    refused.put("rule_files", ruleFiles);
    refused.put("remote_write", remoteWrite);
    refused.put("remote_read", remoteRead);
    refused.forEach(
        (key, node) -> {
          if (!node.isNull()) {
            problems.add(key, "has no place in a receiver (expected: what is about scraping)");
          }
        });
  }
}
