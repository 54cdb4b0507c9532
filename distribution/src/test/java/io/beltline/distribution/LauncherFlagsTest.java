package io.beltline.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.model.Uninitialized;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher starts Java with, on a machine and with a Java that are only files here. */
class LauncherFlagsTest {
  private static final Path SCRIPTS = Path.of("src/main/dist/bin").toAbsolutePath();

  @TempDir private Path root;

  @BeforeEach
  void machine() throws IOException {
    write("proc/meminfo", "MemTotal:       4194304 kB\nMemFree: 1 kB\n");
    write("proc/self/cgroup", "0::/\n");
    write("java/release", "JAVA_VERSION=\"25.0.3\"\n");
    write("java/bin/java", "#!/bin/sh\n").toFile().setExecutable(true);
    write("dist/classpath", "@/one.jar");
    write("dist/lib/one.jar", "");
    for (String script : List.of("beltline-env", "beltline-memory")) {
      write("dist/bin/" + script, Files.readString(SCRIPTS.resolve(script)));
    }
  }

  private Path write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private List<String> flags(Map<String, String> environment)
      throws IOException, InterruptedException {
    return said("\"${flags[@]}\" \"${sizes[@]}\"", environment);
  }

  /** What is printed of the variables of the launcher. */
  private List<String> said(String variables, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path dist = root.resolve("dist");
    ProcessBuilder builder =
        new ProcessBuilder(
                "bash",
                "-euc",
                "set -o pipefail; dist=$0; . \"$dist/bin/beltline-env\";"
                    + " printf '%s\\n' "
                    + variables,
                dist.toString())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(key -> key.startsWith("BELTLINE_"));
    builder.environment().remove("GOMEMLIMIT");
    builder.environment().remove("_JAVA_OPTIONS");
    builder.environment().keySet().removeIf(key -> key.equals("LANG") || key.startsWith("LC_"));
    builder.environment().put("BELTLINE_SYSROOT", root.toString());
    builder.environment().put("BELTLINE_JAVA_HOME", root.resolve("java").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines().toList();
  }

  @Test
  void withoutALocaleNamesOfFilesAreUtf8() throws Exception {
    String variables = "\"${LC_ALL:-}\" \"${LC_CTYPE:-}\" \"${LANG:-}\"";
    assertThat(said(variables, Map.of())).containsExactly("", "C.UTF-8", "");
    assertThat(said(variables, Map.of("LANG", "C"))).containsExactly("", "C.UTF-8", "C");
    assertThat(said(variables, Map.of("LC_ALL", "POSIX"))).containsExactly("C.UTF-8", "", "");
    assertThat(said(variables, Map.of("LANG", "de_DE.ISO-8859-1", "LC_ALL", "")))
        .containsExactly("", "", "de_DE.ISO-8859-1");
  }

  @Test
  void theFirstHeapIsLargeSinceTheYoungGenerationIsMadeOfIt() throws Exception {
    assertThat(flags(Map.of()))
        .contains("-XX:+UseSerialGC", "-Dbeltline.young.grows=true", "-Xmx734m", "-Xms212m");
  }

  @Test
  void theRuntimeLetsLargeArraysBeLeftAsTheyAre() throws Exception {
    assertThat(flags(Map.of())).contains("--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED");
  }

  /**
   * With the launcher's flags and nothing else of the product: the compiler leaves out the clearing
   * of what a thread makes in its own room, and none of what is made outside.
   */
  @Test
  void arraysLargerThanAThreadHasRoomForOtherwiseAreLeftAsTheyAre() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags(Map.of()));
    command.add("-XX:NewSize=96m"); // what it grows to at work
    command.add("-cp");
    command.add(place(LargeArrays.class) + File.pathSeparator + place(Uninitialized.class));
    command.add(LargeArrays.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(key -> key.startsWith("JAVA_") || key.startsWith("_J"));
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    Matcher part = Pattern.compile("left as they are: (\\d+)").matcher(said);
    assertThat(part.find()).as(said).isTrue();
    assertThat(Integer.parseInt(part.group(1))).as(said).isGreaterThan(65);
  }

  private static Path place(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @Test
  void itIsSmallWhereSomebodySetsAnotherLimit() throws Exception {
    List<Map<String, String>> others =
        List.of(
            Map.of("BELTLINE_JAVA_OPTS", "-Dx=1 -Xmx128m"),
            Map.of("BELTLINE_JAVA_OPTS", "-XX:MaxHeapSize=128m"),
            Map.of("_JAVA_OPTIONS", "-Xmx128m"));
    for (Map<String, String> other : others) {
      assertThat(flags(other))
          .as("" + other)
          .contains("-Xms28m")
          .noneMatch(flag -> flag.contains("NewSize")); // which could be all of theirs
    }
  }

  @Test
  void aCollectorOfTheirsIsTheOnlyOne() throws Exception {
    for (String theirs : List.of("-XX:+UseG1GC", "-XX:+UseSerialGC", "-XX:+UseZGC -Dx=1")) {
      Stream<String> flags = flags(Map.of("BELTLINE_JAVA_OPTS", theirs)).stream();
      assertThat(flags.filter(flag -> flag.contains("GC") || flag.contains("young"))).isEmpty();
    }
  }
}
