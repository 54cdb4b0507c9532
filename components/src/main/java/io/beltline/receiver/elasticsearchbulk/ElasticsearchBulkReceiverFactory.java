package io.beltline.receiver.elasticsearchbulk;

import io.beltline.components.otlp.ServerFactory;
import io.beltline.components.otlp.ServerStart;
import io.beltline.components.otlp.TranslatedIntake;
import io.beltline.model.Signal;
import java.util.Map;

/** Makes {@code elasticsearch_bulk} receivers: of documents for Elasticsearch's bulk API. */
public final class ElasticsearchBulkReceiverFactory
    extends ServerFactory<ElasticsearchBulkReceiverConfig> {

  /** A factory. */
  public ElasticsearchBulkReceiverFactory() {
    super(
        "elasticsearch_bulk",
        ElasticsearchBulkReceiverConfig.class,
        Map.of(Signal.LOGS, Stability.ALPHA));
  }

  @Override
  protected void open(ElasticsearchBulkReceiverConfig config, ServerStart start) {
    TranslatedIntake intake = start.intake(Signal.LOGS, "http");
    if (intake == null) {
      return;
    }
    BulkHandler bulk =
        new BulkHandler(
            start.settings(), config.mode(), intake, start.outputs().admission(), start.clock());
    start.listen(config.server(), new ClusterHandler(config.version(), bulk));
  }
}
