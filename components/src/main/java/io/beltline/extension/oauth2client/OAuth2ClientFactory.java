package io.beltline.extension.oauth2client;

import io.beltline.api.Extension;
import io.beltline.api.ExtensionFactory;
import io.beltline.api.Settings;
import java.util.List;

/** Makes {@code oauth2client} extensions. */
public final class OAuth2ClientFactory implements ExtensionFactory<OAuth2ClientConfig> {

  @Override
  public String type() {
    return "oauth2client";
  }

  @Override
  public List<String> aliases() {
    return List.of("oauth2_client");
  }

  @Override
  public Class<OAuth2ClientConfig> configType() {
    return OAuth2ClientConfig.class;
  }

  @Override
  public Extension create(Settings settings, OAuth2ClientConfig config) {
    return new OAuth2ClientExtension(settings, config);
  }
}
