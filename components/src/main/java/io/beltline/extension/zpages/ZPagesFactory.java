package io.beltline.extension.zpages;

import io.beltline.api.Extension;
import io.beltline.api.ExtensionFactory;
import io.beltline.api.Settings;
import java.util.List;

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
  public List<String> uses(ZPagesConfig config) {
    return config.server().extensions();
  }

  @Override
  public Extension create(Settings settings, ZPagesConfig config) {
    return new ZPagesExtension(settings, config);
  }
}
