package io.beltline.receiver.filelog;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileLogContractTest extends ReceiverContract<FileLogConfig> {
  @TempDir private Path folder;

  @Override
  protected ReceiverFactory<FileLogConfig> factory() {
    return new FileLogReceiverFactory();
  }

  @Override
  protected String config() {
    return "{include: ['" + folder + "/*.log']}";
  }
}
