package io.beltline.exporter.elasticsearch;

import org.slf4j.Logger;

/** Says which keys have newer names, and which have no effect. */
final class OlderKeys {
  private OlderKeys() {}

  static void tell(ElasticsearchExporterConfig config, Logger logger) {
    older(logger, config.numWorkers() != null, "num_workers", "sending_queue::num_consumers");
    older(
        logger,
        config.flush().interval() != null,
        "flush::interval",
        "sending_queue::batch::flush_timeout");
    older(logger, config.batcher() != null, "batcher", "sending_queue::batch");
    without(logger, config.logsDynamicIndex().enabled(), "logs_dynamic_index");
    without(logger, config.metricsDynamicIndex().enabled(), "metrics_dynamic_index");
    without(logger, config.tracesDynamicIndex().enabled(), "traces_dynamic_index");
    without(logger, config.mapping().dedup() != null, "mapping::dedup");
    without(logger, config.mapping().dedot() != null, "mapping::dedot");
    if (config.retry().maxRequests() != null || config.retry().maxRetries() != null) {
      logger.warn(
          "retry::max_retries has no effect: what the cluster refuses for the moment is sent again"
              + " until retry_on_failure::max_elapsed_time has passed");
    }
  }

  private static void older(Logger logger, boolean written, String key, String newer) {
    if (written) {
      logger.info("{} works; its newer name is {}", key, newer);
    }
  }

  private static void without(Logger logger, boolean written, String key) {
    if (written) {
      logger.info("{} has no effect any more", key);
    }
  }
}
