package io.beltline.extension.pprof;

import io.beltline.api.Extension;
import io.beltline.api.ExtensionFactory;
import io.beltline.api.Settings;

/** Makes {@code pprof} extensions. */
public final class PprofFactory implements ExtensionFactory<PprofConfig> {

  @Override
  public String type() {
    return "pprof";
  }

  @Override
  public Class<PprofConfig> configType() {
    return PprofConfig.class;
  }

  @Override
  public Extension create(Settings settings, PprofConfig config) {
    return new PprofExtension(settings, config);
  }
}
