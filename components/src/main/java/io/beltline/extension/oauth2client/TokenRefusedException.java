package io.beltline.extension.oauth2client;

/** The token endpoint gave no token. */
final class TokenRefusedException extends Exception {
  private static final long serialVersionUID = 1;

  TokenRefusedException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
