package io.beltline.processor.resourcedetection;

import io.beltline.model.otlp.Value;
import java.util.HashMap;
import java.util.Map;

/**
 * The first processor of {@code /proc/cpuinfo}.
 *
 * @param fields its fields by name
 */
record CpuInfo(Map<String, String> fields) {
  private static final String CACHE = "host.cpu.cache.l2.size";

  static boolean isWanted(Findings to) {
    return to.wantsAny(
        CACHE,
        "host.cpu.family",
        "host.cpu.model.id",
        "host.cpu.model.name",
        "host.cpu.stepping",
        "host.cpu.vendor.id");
  }

  /** Reads the file up to the second processor. */
  static CpuInfo parse(String file) {
    Map<String, String> fields = new HashMap<>();
    for (String line : file.lines().toList()) {
      int colon = line.indexOf(':');
      if (colon < 0 && !fields.isEmpty()) {
        break;
      } else if (colon > 0) {
        fields.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    return new CpuInfo(fields);
  }

  /** Puts what the processor says of itself. */
  void describe(Findings to) {
    to.put("host.cpu.vendor.id", fields.getOrDefault("vendor_id", ""))
        .put("host.cpu.family", fields.getOrDefault("cpu family", ""))
        .put("host.cpu.model.name", fields.getOrDefault("model name", ""))
        .put("host.cpu.stepping", fields.getOrDefault("stepping", "0"))
        .put(CACHE, Value.of(kilobytes(fields.getOrDefault("cache size", ""))));
    String model = fields.getOrDefault("model", "");
    if (!model.isEmpty()) {
      to.put("host.cpu.model.id", model);
    }
  }

  private static long kilobytes(String text) {
    String digits = text.endsWith(" KB") ? text.substring(0, text.length() - 3) : text;
    return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
  }
}
