package io.beltline.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fetches the text behind a URI: {@code env:X:-default}, {@code file:x.yaml}, {@code yaml:...}. */
final class Sources {
  private static final Pattern URI =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(.*)", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final int MAX_BYTES = 16 << 20;
  private static final Pattern USER_INFO = Pattern.compile("(?<=//)[^/?#\\s\"]*@");

  /** A scheme and what follows it. */
  record Location(String scheme, String rest) {
    String uri() {
      return scheme + ":" + rest;
    }
  }

  /**
   * A text.
   *
   * @param text the text
   * @param literal whether it is a text even if it reads as a null, number or boolean
   * @param unset the environment variable that is not set, or null
   */
  record Retrieved(String text, boolean literal, @Nullable String unset) {}

  /** Why a text cannot be had, in words for the user. */
  static final class Unavailable extends Exception {
    private static final long serialVersionUID = 1L;

    Unavailable(String message) {
      super(message, null, false, false);
    }

    String words() {
      return String.valueOf(getMessage());
    }
  }

  private final Map<String, String> environment;
  private final Path folder;
  private final Map<String, ConfigProvider> providers = new TreeMap<>();
  private final Set<Path> files = new LinkedHashSet<>();

  Sources(Map<String, String> environment, Path folder, List<ConfigProvider> providers) {
    this.environment = environment;
    this.folder = folder;
    providers.forEach(provider -> this.providers.put(provider.scheme(), provider));
  }

  /** The parts of a URI, or null if it is none. */
  static @Nullable Location location(String uri) {
    Matcher matcher = URI.matcher(uri);
    return matcher.matches() ? new Location(matcher.group(1), matcher.group(2)) : null;
  }

  /** A text without the users and passwords of the URLs in it. */
  static String masked(String text) {
    return USER_INFO.matcher(text).replaceAll("[REDACTED]@");
  }

  /** A URI without what may be secret: users, passwords and the query of a URL. */
  static String shown(String uri) {
    int query = uri.indexOf('?');
    boolean url = query >= 0 && uri.lastIndexOf("://", query) >= 0;
    return masked(url ? uri.substring(0, query + 1) + "[REDACTED]" : uri);
  }

  boolean defines(String name) {
    return environment.containsKey(name);
  }

  /** Every file read so far. */
  List<Path> files() {
    return List.copyOf(files);
  }

  Path resolve(String file) throws Unavailable {
    try {
      return folder.resolve(file).normalize();
    } catch (InvalidPathException e) {
      throw new Unavailable("\"" + file + "\" is no path: " + e.getReason());
    }
  }

  Retrieved retrieve(Location location) throws Unavailable {
    return switch (location.scheme()) {
      case "env" -> variable(location.rest());
      case "file" -> new Retrieved(file(resolve(location.rest())), false, null);
      case "yaml" -> new Retrieved(location.rest(), false, null);
      default -> new Retrieved(provided(location), false, null);
    };
  }

  private Retrieved variable(String reference) throws Unavailable {
    int colon = reference.indexOf(":-");
    String name = colon < 0 ? reference : reference.substring(0, colon);
    if (!NAME.matcher(name).matches()) {
      throw new Unavailable(
          "\"" + name + "\" is no name of an environment variable (expected: letters, digits, _)");
    }
    String value = environment.get(name);
    if (value == null && colon >= 0) {
      String fallback = reference.substring(colon + 2);
      return new Retrieved(fallback, fallback.isEmpty(), null);
    }
    return value == null ? new Retrieved("", false, name) : new Retrieved(value, false, null);
  }

  String file(Path file) throws Unavailable {
    files.add(file);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1); // a device or pipe does not tell its size
      if (bytes.length > MAX_BYTES) {
        throw new Unavailable("file " + file + " is too large (expected: at most 16 MiB)");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw new Unavailable("file " + file + " does not exist");
    } catch (MalformedInputException e) {
      throw new Unavailable("file " + file + " is no UTF-8 text");
    } catch (IOException e) {
      throw new Unavailable("file " + file + " cannot be read: " + e);
    }
  }

  private String provided(Location location) throws Unavailable {
    ConfigProvider provider = providers.get(location.scheme());
    if (provider == null) {
      Set<String> known = new LinkedHashSet<>(List.of("env", "file", "yaml"));
      known.addAll(providers.keySet());
      throw new Unavailable(
          "scheme \""
              + location.scheme()
              + "\" is not known (expected: "
              + String.join(", ", known)
              + ")");
    }
    try {
      return provider.retrieve(location.uri());
    } catch (IOException e) {
      String uri = location.uri();
      String words = uri + " cannot be read: " + e.getMessage();
      throw new Unavailable(masked(words.replace(uri, shown(uri))));
    }
  }
}
