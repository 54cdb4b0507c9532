package io.beltline.verification.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The resident memory of a process in bytes, as {@code /proc/PID/status} tells it (proc(5)).
 *
 * @param resident now (VmRSS)
 * @param peak the most so far (VmHWM)
 */
public record Memory(long resident, long peak) {

  static Memory of(long pid) throws IOException {
    List<String> status = Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"));
    return new Memory(bytes(status, "VmRSS:"), bytes(status, "VmHWM:"));
  }

  Memory plus(Memory other) {
    return new Memory(resident + other.resident, peak + other.peak);
  }

  private static long bytes(List<String> status, String key) {
    return status.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length(), line.indexOf("kB")).strip())
        .mapToLong(kib -> Long.parseLong(kib) * 1024)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + key + " in " + status));
  }
}
