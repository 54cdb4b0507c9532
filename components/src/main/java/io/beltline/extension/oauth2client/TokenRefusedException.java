package io.beltline.extension.oauth2client;

/** The token endpoint gave no token. */
final class TokenRefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean answer;

  /**
   * Says why.
   *
   * @param answer whether the endpoint answered at all
   */
  TokenRefusedException(String message, boolean answer) {
    super(message);
    this.answer = answer;
  }

  boolean isAnswer() {
    return answer;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
