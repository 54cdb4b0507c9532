package io.beltline.components.credentials;

import io.beltline.api.Clock;
import java.util.function.Supplier;
import org.slf4j.Logger;

/** A text from the configuration or, if one is named, from a file that is watched. */
public final class TextSource {
  private TextSource() {}

  /**
   * The source of a text.
   *
   * @param key the configuration key of the file, for messages
   * @param file the path, empty for none
   * @param text the text to use without a file
   * @return gives the text; that of a file without the white space around it
   * @throws io.beltline.api.ComponentException if the file cannot be read
   */
  public static Supplier<String> of(
      String key, String file, String text, Clock clock, Logger logger) {
    if (file.isEmpty()) {
      return () -> text;
    }
    return WatchedFile.open(key, file, String::strip, clock, logger)::value;
  }
}
