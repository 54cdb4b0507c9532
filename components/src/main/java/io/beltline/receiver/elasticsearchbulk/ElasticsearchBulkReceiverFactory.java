package io.beltline.receiver.elasticsearchbulk;

import io.beltline.api.Consumer;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.ReceiverFactory;
import io.beltline.api.Settings;
import io.beltline.components.otlp.HttpPushReceiver;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.model.Signal;
import io.beltline.transport.http.HttpHandler;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes {@code elasticsearch_bulk} receivers: of documents for Elasticsearch's bulk API. */
public final class ElasticsearchBulkReceiverFactory
    implements ReceiverFactory<ElasticsearchBulkReceiverConfig> {

  @Override
  public String type() {
    return "elasticsearch_bulk";
  }

  @Override
  public List<String> aliases() {
    return List.of("elasticsearchbulk");
  }

  @Override
  public Class<ElasticsearchBulkReceiverConfig> configType() {
    return ElasticsearchBulkReceiverConfig.class;
  }

  @Override
  public Map<Signal, Stability> stability() {
    return Map.of(Signal.LOGS, Stability.ALPHA);
  }

  @Override
  public Receiver create(
      Settings settings, ElasticsearchBulkReceiverConfig config, Outputs outputs) {
    return new HttpPushReceiver(
        settings, config.server(), outputs, host -> handler(settings, config, outputs, host));
  }

  private static @Nullable HttpHandler handler(
      Settings settings, ElasticsearchBulkReceiverConfig config, Outputs outputs, Host host) {
    Consumer consumer = outputs.consumer(Signal.LOGS).orElse(null);
    if (consumer == null) {
      return null;
    }
    TranslatedIntake intake = new TranslatedIntake(settings, Signal.LOGS, "http", consumer);
    BulkHandler bulk =
        new BulkHandler(settings, config.mode(), intake, outputs.admission(), host.clock());
    return new ClusterHandler(config.version(), bulk);
  }
}
