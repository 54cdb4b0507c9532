package io.beltline.receiver.dockerstats;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;

class DockerStatsContractTest extends ReceiverContract<DockerStatsConfig> {
  @Override
  protected ReceiverFactory<DockerStatsConfig> factory() {
    return new DockerStatsFactory();
  }

  @Override
  protected String config() {
    return "{initial_delay: 1h, endpoint: 'unix:///nowhere/docker.sock'}";
  }
}
