package io.beltline.processor.resourcedetection;

import io.beltline.processor.resourcedetection.ResourceDetectionConfig.SystemConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Tells the name, system, processor and addresses of the host. */
final class SystemDetector implements Detector {
  private static final List<String> MACHINE_IDS =
      List.of("/etc/machine-id", "/var/lib/dbus/machine-id");

  private final SystemConfig config;
  private final Logger logger;

  SystemDetector(SystemConfig config, Logger logger) {
    this.config = config;
    this.logger = logger;
  }

  @Override
  public void detect(Probe probe, Findings to) throws DetectionException {
    to.put("host.name", name(probe)).put("os.type", OperatingSystem.type());
    to.put("host.arch", OperatingSystem.architecture());
    OperatingSystem.describe(probe, to);
    if (to.wants("host.id")) {
      id(probe, to);
    }
    if (to.wantsAny("host.ip", "host.mac", "host.interface")) {
      Interfaces.describe(to);
    }
    if (CpuInfo.isWanted(to)) {
      CpuInfo.parse(probe.file("/proc/cpuinfo")).describe(to);
    }
  }

  private String name(Probe probe) throws DetectionException {
    for (SystemConfig.NameSource source : config.sources()) {
      String name =
          switch (source) {
            case OS -> hostName(probe);
            case DNS -> fullName(probe);
            case CNAME -> canonical(probe, false);
            case LOOKUP -> canonical(probe, true);
          };
      if (name != null) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
      }
    }
    throw DetectionException.of("no source knows the name of the host: " + config.sources());
  }

  /** The name the kernel knows. */
  static @Nullable String hostName(Probe probe) {
    try {
      String name = probe.file("/proc/sys/kernel/hostname").strip();
      return name.isEmpty() ? null : name;
    } catch (DetectionException noLinux) {
      return probe.around().names().own();
    }
  }

  /** The name with its domain: from the hosts file, else from the resolver. */
  private static @Nullable String fullName(Probe probe) {
    String name = hostName(probe);
    if (name == null) {
      return null;
    }
    String found = HostsFile.fullName(hosts(probe), name);
    if (found != null) {
      return found;
    }
    String canonical = probe.around().names().canonical(name);
    return canonical != null ? canonical : probe.around().names().reverse(name);
  }

  private static String hosts(Probe probe) {
    try {
      return probe.file("/etc/hosts");
    } catch (DetectionException unreadable) {
      return ""; // the resolver may know more
    }
  }

  private static @Nullable String canonical(Probe probe, boolean reverse) {
    String name = hostName(probe);
    if (name == null) {
      return null;
    }
    HostNames names = probe.around().names();
    return reverse ? names.reverse(name) : names.canonical(name);
  }

  private void id(Probe probe, Findings to) {
    for (String path : MACHINE_IDS) {
      try {
        to.put("host.id", probe.file(path).strip());
        return;
      } catch (DetectionException notThere) {
        logger.debug("no id of the host: {}", notThere.words());
      }
    }
    logger.warn("host.id is not known (expected: one of {})", MACHINE_IDS);
  }
}
