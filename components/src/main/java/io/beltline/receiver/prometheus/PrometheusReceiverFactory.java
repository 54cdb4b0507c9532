package io.beltline.receiver.prometheus;

import io.beltline.api.ComponentException;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import io.beltline.receiver.prometheus.PrometheusReceiver.Plan;
import java.util.List;
import java.util.Map;

/** Makes {@code prometheus} receivers. */
public final class PrometheusReceiverFactory implements ReceiverFactory<PrometheusReceiverConfig> {

  @Override
  public String type() {
    return "prometheus";
  }

  @Override
  public Class<PrometheusReceiverConfig> configType() {
    return PrometheusReceiverConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.METRICS, Stability.BETA);
  }

  @Override
  public Receiver create(Settings settings, PrometheusReceiverConfig config, Outputs outputs) {
    List<JobSettings> jobs =
        config.jobs(
            (key, words) -> {
              throw new ComponentException(key + ": " + words); // a file has changed meanwhile
            });
    List<JobSettings> told =
        config.reportExtraScrapeMetrics() ? jobs.stream().map(JobSettings::telling).toList() : jobs;
    return new PrometheusReceiver(
        settings,
        new Plan(
            told,
            config.trimMetricSuffixes(),
            config.scrapeOnShutdown(),
            config.initialScrapeOffset(),
            config.apiServer()),
        outputs);
  }
}
