package io.beltline.extension.bearertokenauth;

import io.beltline.api.Extension;
import io.beltline.api.ExtensionFactory;
import io.beltline.api.Settings;
import java.util.List;

/** Makes {@code bearertokenauth} extensions. */
public final class BearerTokenAuthFactory implements ExtensionFactory<BearerTokenAuthConfig> {

  @Override
  public String type() {
    return "bearertokenauth";
  }

  @Override
  public List<String> aliases() {
    return List.of("bearer_token_auth");
  }

  @Override
  public Class<BearerTokenAuthConfig> configType() {
    return BearerTokenAuthConfig.class;
  }

  @Override
  public Extension create(Settings settings, BearerTokenAuthConfig config) {
    return new BearerTokenAuthExtension(settings, config);
  }
}
