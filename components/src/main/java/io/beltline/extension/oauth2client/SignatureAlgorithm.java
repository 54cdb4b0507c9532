package io.beltline.extension.oauth2client;

import io.beltline.config.Key;

/** How an assertion is signed (RFC 7518, section 3.1). */
public enum SignatureAlgorithm {
  /** RSA with SHA-256. */
  @Key("RS256")
  RS256("SHA256withRSA"),
  /** RSA with SHA-384. */
  @Key("RS384")
  RS384("SHA384withRSA"),
  /** RSA with SHA-512. */
  @Key("RS512")
  RS512("SHA512withRSA");

  private final String javaName;

  SignatureAlgorithm(String javaName) {
    this.javaName = javaName;
  }

  String javaName() {
    return javaName;
  }
}
