package io.beltline.extension.sigv4auth;

import io.beltline.api.Extension;
import io.beltline.api.ExtensionFactory;
import io.beltline.api.Settings;
import java.util.List;

/** Makes {@code sigv4auth} extensions. */
public final class SigV4AuthFactory implements ExtensionFactory<SigV4AuthConfig> {

  @Override
  public String type() {
    return "sigv4auth";
  }

  @Override
  public List<String> aliases() {
    return List.of("sigv4_auth");
  }

  @Override
  public Class<SigV4AuthConfig> configType() {
    return SigV4AuthConfig.class;
  }

  @Override
  public Extension create(Settings settings, SigV4AuthConfig config) {
    return new SigV4AuthExtension(settings, config);
  }
}
