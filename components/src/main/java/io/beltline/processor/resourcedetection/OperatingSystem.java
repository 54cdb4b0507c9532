package io.beltline.processor.resourcedetection;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Which operating system this is, in the words of the semantic conventions. */
final class OperatingSystem {
  private OperatingSystem() {}

  /** {@code os.type}. */
  static String type() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return "darwin";
    } else if (name.startsWith("windows")) {
      return "windows";
    }
    return switch (name) {
      case "sunos" -> "solaris";
      case "z/os" -> "z_os";
      default -> name.replace(" ", "");
    };
  }

  /** {@code host.arch}. */
  static String architecture() {
    String name = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return switch (name) {
      case "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      case "arm" -> "arm32";
      case "ppc64le" -> "ppc64";
      case "i386", "i686" -> "x86";
      default -> name;
    };
  }

  /** Puts what the system says of itself. */
  static void describe(Probe probe, Findings to) {
    Map<String, String> release = new HashMap<>();
    try {
      release.putAll(release(probe.file("/etc/os-release")));
    } catch (DetectionException noLinux) {
      release.put("NAME", System.getProperty("os.name", ""));
    }
    String kernel = kernel(probe, "osrelease", System.getProperty("os.version", ""));
    to.put("os.version", release.getOrDefault("VERSION_ID", kernel))
        .put("os.name", release.getOrDefault("ID", type()))
        .put("os.build.id", release.getOrDefault("BUILD_ID", kernel))
        .put("os.description", description(probe, release, kernel));
  }

  private static String description(Probe probe, Map<String, String> release, String kernel) {
    String name = release.getOrDefault("NAME", "");
    String version = release.getOrDefault("VERSION", "");
    String system =
        version.isEmpty() ? release.getOrDefault("PRETTY_NAME", name) : name + " " + version;
    String words =
        "%s %s %s %s %s"
            .formatted(
                kernel(probe, "ostype", System.getProperty("os.name", "")),
                kernel(probe, "hostname", ""),
                kernel,
                kernel(probe, "version", ""),
                System.getProperty("os.arch", ""));
    return (system + " (" + words.replaceAll(" +", " ").strip() + ")").strip();
  }

  private static String kernel(Probe probe, String name, String other) {
    try {
      return probe.file("/proc/sys/kernel/" + name).strip();
    } catch (DetectionException noLinux) {
      return other;
    }
  }

  /** The assignments of an {@code os-release} file. */
  static Map<String, String> release(String file) {
    Map<String, String> values = new HashMap<>();
    for (String line : file.lines().toList()) {
      int equal = line.indexOf('=');
      if (equal > 0 && !line.startsWith("#")) {
        String value = line.substring(equal + 1).strip();
        boolean quoted =
            value.length() > 1
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(0) == value.charAt(value.length() - 1);
        values.put(
            line.substring(0, equal).strip(),
            quoted ? value.substring(1, value.length() - 1) : value);
      }
    }
    return values;
  }
}
