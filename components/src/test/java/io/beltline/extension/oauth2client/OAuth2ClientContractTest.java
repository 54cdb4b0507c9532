package io.beltline.extension.oauth2client;

import io.beltline.api.ExtensionFactory;
import io.beltline.testkit.ExtensionContract;

class OAuth2ClientContractTest extends ExtensionContract<OAuth2ClientConfig> {
  @Override
  protected ExtensionFactory<OAuth2ClientConfig> factory() {
    return new OAuth2ClientFactory();
  }

  @Override
  protected String config() {
    return "{client_id: me, client_secret: secret, token_url: 'http://127.0.0.1:1/token'}";
  }
}
