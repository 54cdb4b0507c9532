package io.beltline.extension.filestorage;

import io.beltline.api.Extension;
import io.beltline.api.ExtensionFactory;
import io.beltline.api.Settings;
import java.util.List;

/** Makes {@code file_storage} extensions. */
public final class FileStorageFactory implements ExtensionFactory<FileStorageConfig> {

  @Override
  public String type() {
    return "file_storage";
  }

  @Override
  public List<String> aliases() {
    return List.of("filestorage");
  }

  @Override
  public Class<FileStorageConfig> configType() {
    return FileStorageConfig.class;
  }

  @Override
  public Extension create(Settings settings, FileStorageConfig config) {
    return new FileStorageExtension(settings, config);
  }
}
