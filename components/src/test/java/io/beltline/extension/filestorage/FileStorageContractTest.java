package io.beltline.extension.filestorage;

import io.beltline.api.ExtensionFactory;
import io.beltline.testkit.ExtensionContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileStorageContractTest extends ExtensionContract<FileStorageConfig> {
  @TempDir private Path folder;

  @Override
  protected ExtensionFactory<FileStorageConfig> factory() {
    return new FileStorageFactory();
  }

  @Override
  protected String config() {
    return "{directory: \"" + folder + "\"}";
  }
}
