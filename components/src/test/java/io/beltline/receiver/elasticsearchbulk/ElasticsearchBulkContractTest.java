package io.beltline.receiver.elasticsearchbulk;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class ElasticsearchBulkContractTest extends ReceiverContract<ElasticsearchBulkReceiverConfig> {
  @Override
  protected ReceiverFactory<ElasticsearchBulkReceiverConfig> factory() {
    return new ElasticsearchBulkReceiverFactory();
  }

  @Override
  protected String config() {
    return "{endpoint: '127.0.0.1:0'}";
  }
}
