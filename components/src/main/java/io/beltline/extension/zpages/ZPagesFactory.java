package io.beltline.extension.zpages;

import io.beltline.api.Extension;
import io.beltline.api.ExtensionFactory;
import io.beltline.api.Settings;

/** Makes {@code zpages} extensions. */
public final class ZPagesFactory implements ExtensionFactory<ZPagesConfig> {

  @Override
  public String type() {
    return "zpages";
  }

  @Override
  public Class<ZPagesConfig> configType() {
    return ZPagesConfig.class;
  }

  @Override
  public Extension create(Settings settings, ZPagesConfig config) {
    return new ZPagesExtension(settings, config);
  }
}
