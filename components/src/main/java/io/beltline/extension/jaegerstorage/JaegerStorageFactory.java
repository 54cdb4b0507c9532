package io.beltline.extension.jaegerstorage;

import io.beltline.api.Extension;
import io.beltline.api.ExtensionFactory;
import io.beltline.api.Settings;

/** Makes {@code jaeger_storage} extensions. */
public final class JaegerStorageFactory implements ExtensionFactory<JaegerStorageConfig> {

  @Override
  public String type() {
    return "jaeger_storage";
  }

  @Override
  public Class<JaegerStorageConfig> configType() {
    return JaegerStorageConfig.class;
  }

  @Override
  public Extension create(Settings settings, JaegerStorageConfig config) {
    return new JaegerStorageExtension(config);
  }
}
