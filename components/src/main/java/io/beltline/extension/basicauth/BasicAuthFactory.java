package io.beltline.extension.basicauth;

import io.beltline.api.ComponentException;
import io.beltline.api.Extension;
import io.beltline.api.ExtensionFactory;
import io.beltline.api.Settings;
import java.util.List;

/** Makes {@code basicauth} extensions, for receivers or for exporters. */
public final class BasicAuthFactory implements ExtensionFactory<BasicAuthConfig> {

  @Override
  public String type() {
    return "basicauth";
  }

  @Override
  public List<String> aliases() {
    return List.of("basic_auth");
  }

  @Override
  public Class<BasicAuthConfig> configType() {
    return BasicAuthConfig.class;
  }

  @Override
  public Extension create(Settings settings, BasicAuthConfig config) {
    HtpasswdConfig htpasswd = config.htpasswd();
    ClientAuthConfig client = config.clientAuth();
    if (htpasswd != null) {
      return new BasicAuthServer(settings, htpasswd);
    } else if (client != null) {
      return new BasicAuthClient(settings, client);
    }
    throw new ComponentException("has no credentials (expected: htpasswd or client_auth)");
  }
}
