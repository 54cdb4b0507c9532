package io.beltline.receiver.namedpipe;

import io.beltline.api.ReceiverFactory;
import io.beltline.testkit.ReceiverContract;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class NamedPipeContractTest extends ReceiverContract<NamedPipeReceiverConfig> {
  @TempDir private Path folder;

  @Override
  protected ReceiverFactory<NamedPipeReceiverConfig> factory() {
    return new NamedPipeReceiverFactory();
  }

  @Override
  protected String config() {
    return "{path: '" + folder + "/pipe'}";
  }
}
