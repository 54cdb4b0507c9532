package io.beltline.receiver.prometheus;

import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.config.Binder;
import io.beltline.config.ConfigLoader;
import io.beltline.model.Signal;
import io.beltline.receiver.prometheus.PrometheusReceiver.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes {@code prometheus_simple} receivers: a {@code prometheus} receiver of one target. */
public final class PrometheusSimpleFactory implements ReceiverFactory<PrometheusSimpleConfig> {
  private static final String TOKEN = "/var/run/secrets/kubernetes.io/serviceaccount/token";

  @Override
  public String type() {
    return "prometheus_simple";
  }

  @Override
  public List<String> aliases() {
    return List.of("simpleprometheus");
  }

  @Override
  public Class<PrometheusSimpleConfig> configType() {
    return PrometheusSimpleConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.METRICS, Stability.BETA);
  }

  @Override
  public Receiver create(Settings settings, PrometheusSimpleConfig config, Outputs outputs) {
    PrometheusReceiverConfig usual =
        Binder.bind(PrometheusReceiverConfig.class, ConfigLoader.text(yaml(config)).tree()).value();
    JobSettings job =
        usual.jobs((key, words) -> {}).getFirst().with(SimpleClient.of(config, TOKEN));
    return new PrometheusReceiver(
        settings, new Plan(List.of(job), false, false, Duration.ZERO, usual.apiServer()), outputs);
  }

  /** The same as the keys of the other receiver. */
  private static String yaml(PrometheusSimpleConfig config) {
    boolean plain = config.client().tls().isPlaintext() && !config.tlsEnabled();
    String interval = config.collectionInterval().toMillis() + "ms";
    String endpoint = config.client().endpoint();
    String name = config.jobName().isEmpty() ? "prometheus_simple/" + endpoint : config.jobName();
    StringBuilder out = new StringBuilder("config:\n  scrape_configs:\n    - job_name: ");
    out.append(quoted(name)).append("\n      scrape_interval: ").append(interval);
    out.append("\n      scrape_timeout: ").append(interval);
    out.append("\n      scheme: ").append(plain ? "http" : "https");
    out.append("\n      metrics_path: ").append(quoted(config.metricsPath()));
    out.append("\n      params: {");
    config
        .params()
        .forEach(
            (key, values) ->
                out.append(quoted(key)).append(": ").append(list(values)).append(", "));
    out.append("}\n      static_configs: [{targets: ").append(list(List.of(endpoint)));
    out.append(", labels: {");
    config
        .labels()
        .forEach(
            (key, value) ->
                out.append(quoted(key)).append(": ").append(quoted(value)).append(", "));
    return out.append("}}]\n").toString();
  }

  private static String list(List<String> values) {
    return values.stream().map(PrometheusSimpleFactory::quoted).toList().toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''").replace("\n", " ") + "'";
  }
}
