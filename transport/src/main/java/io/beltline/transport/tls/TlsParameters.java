package io.beltline.transport.tls;

import io.beltline.api.ComponentException;
import io.beltline.transport.config.TlsConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Versions, cipher suites and curves by the names users write. */
final class TlsParameters {
  private static final List<String> VERSIONS = List.of("1.0", "1.1", "1.2", "1.3");
  private static final List<String> PROTOCOLS = List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

  private TlsParameters() {}

  static SSLParameters of(TlsConfig config, SSLContext context, Logger logger) {
    SSLParameters parameters = context.getDefaultSSLParameters();
    int min = version("min_version", config.minVersion(), 2);
    int max = version("max_version", config.maxVersion(), 3);
    parameters.setProtocols(PROTOCOLS.subList(min, max + 1).toArray(String[]::new));
    if (!config.cipherSuites().isEmpty()) {
      parameters.setCipherSuites(suites(config.cipherSuites(), context, max == 3));
    }
    if (!config.curvePreferences().isEmpty()) {
      String[] known = context.getSupportedSSLParameters().getNamedGroups();
      curves(config.curvePreferences(), known, parameters, logger);
    }
    return parameters;
  }

  private static int version(String key, String text, int fallback) {
    if (text.isEmpty()) {
      return fallback;
    }
    int found = VERSIONS.indexOf(text);
    if (found < 0) {
      throw new ComponentException(
          "tls::" + key + ": \"" + text + "\" is no TLS version (expected: 1.0, 1.1, 1.2 or 1.3)");
    }
    return found;
  }

  private static String[] suites(List<String> names, SSLContext context, boolean tls13) {
    List<String> supported = Arrays.asList(context.getSupportedSSLParameters().getCipherSuites());
    List<String> suites = new ArrayList<>();
    for (String name : names) {
      String old = name.replaceFirst("^TLS_", "SSL_"); // Java's names of the oldest suites
      if (!supported.contains(name) && !supported.contains(old)) {
        throw new ComponentException(
            "tls::cipher_suites: invalid TLS cipher suite: \"" + name + "\"");
      }
      suites.add(supported.contains(name) ? name : old);
    }
    if (tls13) {
      // suites of TLS 1.3 are not configurable: naming others does not turn 1.3 off
      supported.stream()
          .filter(s -> s.startsWith("TLS_AES_") || s.startsWith("TLS_CHACHA20_"))
          .filter(s -> !suites.contains(s))
          .forEach(suites::add);
    }
    return suites.toArray(String[]::new);
  }

  /**
   * Sets those that there are: they are a preference, and with none of them the usual ones hold.
   */
  private static void curves(
      List<String> names, String @Nullable [] known, SSLParameters parameters, Logger logger) {
    List<String> found = new ArrayList<>();
    for (String name : names) {
      String curve = curve(name);
      if (known != null && !Arrays.asList(known).contains(curve)) {
        logger.warn("tls::curve_preferences: {} is not known to this Java: left out", name);
      } else {
        found.add(curve);
      }
    }
    if (!found.isEmpty()) {
      parameters.setNamedGroups(found.toArray(String[]::new));
    }
  }

  private static String curve(String name) {
    return switch (name) {
      case "X25519" -> "x25519";
      case "P256" -> "secp256r1";
      case "P384" -> "secp384r1";
      case "P521" -> "secp521r1";
      case "X25519MLKEM768" -> name;
      default ->
          throw new ComponentException(
              "tls::curve_preferences: invalid curve type: "
                  + name
                  + " (expected: X25519, P256, P384, P521 or X25519MLKEM768)");
    };
  }

  static SSLParameters copy(SSLParameters from) {
    SSLParameters to = new SSLParameters(from.getCipherSuites(), from.getProtocols());
    to.setNeedClientAuth(from.getNeedClientAuth());
    to.setUseCipherSuitesOrder(from.getUseCipherSuitesOrder());
    to.setEndpointIdentificationAlgorithm(from.getEndpointIdentificationAlgorithm());
    to.setNamedGroups(from.getNamedGroups());
    return to;
  }
}
