package io.beltline.extension.oauth2client;

import io.beltline.config.Key;

/** What a token is asked for with. */
public enum GrantType {
  /** The client's secret (RFC 6749, section 4.4). */
  @Key("client_credentials")
  CLIENT_CREDENTIALS("client_credentials"),
  /** An assertion signed with the client's key (RFC 7523). */
  @Key("urn:ietf:params:oauth:grant-type:jwt-bearer")
  JWT_BEARER("urn:ietf:params:oauth:grant-type:jwt-bearer");

  private final String label;

  GrantType(String label) {
    this.label = label;
  }

  /** The word in a request for a token. */
  String label() {
    return label;
  }
}
