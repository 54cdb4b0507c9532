package io.beltline.receiver.otlpjsonfile;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class OtlpJsonFileContractTest extends ReceiverContract<OtlpJsonFileReceiverConfig> {
  @TempDir private Path folder;

  @Override
  protected ReceiverFactory<OtlpJsonFileReceiverConfig> factory() {
    return new OtlpJsonFileReceiverFactory();
  }

  @Override
  protected String config() {
    return "{include: ['" + folder + "/*.json']}";
  }
}
