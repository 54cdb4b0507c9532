package io.beltline.transport;

import io.beltline.api.BuildInfo;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import java.util.Locale;
import org.slf4j.Logger;

/**
 * What a client gets from the component that creates it.
 *
 * @param host offers the clock and the authenticators
 * @param logger the component's logger
 * @param userAgent the User-Agent header, empty for the library's own
 */
public record ClientSettings(Host host, Logger logger, String userAgent) {

  /** Settings of a component, with the collector's usual User-Agent. */
  public static ClientSettings of(Settings settings, Host host) {
    return new ClientSettings(host, settings.logger(), userAgent(settings.build()));
  }

  /** {@code description/version (os/arch)}, with the words Go programs use for the latter two. */
  public static String userAgent(BuildInfo build) {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch", "");
    String goOs = os.startsWith("mac") ? "darwin" : os.startsWith("windows") ? "windows" : os;
    String goArch = arch.equals("aarch64") ? "arm64" : arch.equals("x86_64") ? "amd64" : arch;
    return build.description() + "/" + build.version() + " (" + goOs + "/" + goArch + ")";
  }
}
