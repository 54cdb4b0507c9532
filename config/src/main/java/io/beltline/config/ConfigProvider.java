package io.beltline.config;

import java.io.IOException;

/**
 * Fetches configuration text from elsewhere, for {@code --config} and for references such as {@code
 * ${https://host/x.yaml}}.
 *
 * <p>Called from the thread that loads the configuration. {@code env}, {@code file} and {@code
 * yaml} are built in.
 */
public interface ConfigProvider {

  /** What stands before the colon: {@code https}. */
  String scheme();

  /**
   * The text.
   *
   * @param uri everything including the scheme
   * @throws IOException if it cannot be had; the message says why
   */
  String retrieve(String uri) throws IOException;
}
