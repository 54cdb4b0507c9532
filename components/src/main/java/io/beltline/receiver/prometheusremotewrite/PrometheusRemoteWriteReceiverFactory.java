package io.beltline.receiver.prometheusremotewrite;

import io.beltline.api.Consumer;
import io.beltline.components.otlp.ServerFactory;
import io.beltline.components.otlp.ServerStart;
import io.beltline.model.Signal;
import io.beltline.transport.http.Router;
import java.util.Map;

/**
 * Makes {@code prometheus_remote_write} receivers, also written {@code prometheusremotewrite}: of
 * Remote Write at {@code /api/v1/write}.
 */
public final class PrometheusRemoteWriteReceiverFactory
    extends ServerFactory<PrometheusRemoteWriteReceiverConfig> {
  private static final String PATH = "/api/v1/write";

  /** A factory. */
  public PrometheusRemoteWriteReceiverFactory() {
    super(
        "prometheus_remote_write",
        PrometheusRemoteWriteReceiverConfig.class,
        Map.of(Signal.METRICS, Stability.ALPHA));
  }

  @Override
  protected void open(PrometheusRemoteWriteReceiverConfig config, ServerStart start) {
    Router.Builder router = Router.builder();
    Consumer consumer = start.consumer(Signal.METRICS);
    if (consumer != null) {
      router.route("POST", PATH, new WriteHandler(start.settings(), consumer));
    }
    start.listen(config.server(), router.build());
  }
}
