package io.beltline.transport.config;

/** A URL as messages show it. */
public final class UrlText {
  private UrlText() {}

  /**
   * A text that may be no URL, without the name and the password that stand in it: all up to the
   * last {@code @}, as what makes a URL malformed may be a character of the password.
   */
  public static String shown(String url) {
    int at = url.lastIndexOf('@');
    if (at < 0) {
      return url;
    }
    int scheme = url.indexOf("://");
    boolean hasScheme = scheme >= 0 && url.chars().limit(scheme).allMatch(Character::isLetter);
    return (hasScheme ? url.substring(0, scheme + 3) : "") + "[REDACTED]" + url.substring(at);
  }
}
