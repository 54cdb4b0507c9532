package io.beltline.receiver.filestats;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class FileStatsContractTest extends ReceiverContract<FileStatsConfig> {
  @Override
  protected ReceiverFactory<FileStatsConfig> factory() {
    return new FileStatsFactory();
  }

  @Override
  protected String config() {
    return "{initial_delay: 1h, include: /var/log/*}";
  }
}
