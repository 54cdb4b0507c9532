package io.beltline.distribution;

import io.beltline.api.BuildInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What was built. */
final class Build {
  private Build() {}

  static BuildInfo info() {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(resource("build.properties")));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // it is read from memory
    }
    return new BuildInfo("beltline", "Beltline", properties.getProperty("version", "unknown"));
  }

  /** The text of a file beside this class. */
  static String resource(String name) {
    try (InputStream in = Build.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
