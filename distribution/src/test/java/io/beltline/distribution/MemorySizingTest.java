package io.beltline.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the launcher sizes the process, on machines and in containers that are only files here. */
class MemorySizingTest {
  private static final Path SCRIPT = Path.of("src/main/dist/bin/beltline-memory").toAbsolutePath();

  @TempDir private Path root;

  @BeforeEach
  void machine() throws IOException {
    machine(8 << 20);
  }

  private void machine(long kib) throws IOException {
    write("proc/meminfo", "MemTotal:       " + kib + " kB\nMemFree: 1 kB\n");
    write("proc/self/cgroup", "0::/\n");
  }

  private Path write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  /** The limit of the whole process. */
  private int limit(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return sizes(environment, arguments).getFirst();
  }

  private int limit(String yaml) throws IOException, InterruptedException {
    return limit(Map.of(), "--config", write("config.yaml", yaml).toString());
  }

  /** Limit, heap, buffers, and what memory_limiter was found to say (0 for nothing). */
  private List<Integer> sizes(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                "-euc",
                "set -o pipefail; . \"$0\"; size_process \"$@\";"
                    + " echo \"$limit $heap $wire ${limiter:-0}\"",
                SCRIPT.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(key -> key.startsWith("BELTLINE_"));
    builder.environment().remove("GOMEMLIMIT");
    builder.environment().put("BELTLINE_SYSROOT", root.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return List.of(said.strip().split(" ")).stream().map(Integer::valueOf).toList();
  }

  @Test
  void a_quarter_of_the_machine_up_to_a_gibibyte() throws Exception {
    assertThat(sizes(Map.of())).containsExactly(1024, 734, 170, 0);
    machine(2 << 20);
    assertThat(limit(Map.of())).isEqualTo(512);
  }

  @Test
  void four_fifths_of_a_container() throws Exception {
    write("sys/fs/cgroup/memory.max", "max\n");
    assertThat(limit(Map.of())).isEqualTo(1024);
    write("sys/fs/cgroup/memory.max", "536870912\n");
    assertThat(limit(Map.of())).isEqualTo(409);
  }

  @Test
  void the_lowest_of_nested_groups_counts() throws Exception {
    write("proc/self/cgroup", "0::/outer/inner\n");
    write("sys/fs/cgroup/outer/inner/memory.max", "max\n");
    write("sys/fs/cgroup/outer/memory.max", "1073741824\n");
    assertThat(limit(Map.of())).isEqualTo(819);
    write("sys/fs/cgroup/outer/inner/memory.max", "536870912\n");
    assertThat(limit(Map.of())).isEqualTo(409);
  }

  @Test
  void groups_of_the_first_version() throws Exception {
    write("proc/self/cgroup", "12:cpu,cpuacct:/x\n7:memory:/docker/abc\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    assertThat(limit(Map.of())).isEqualTo(1024);
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "268435456\n");
    assertThat(limit(Map.of())).isEqualTo(204);
  }

  @Test
  void gos_variable() throws Exception {
    assertThat(limit(Map.of("GOMEMLIMIT", "400MiB"))).isEqualTo(400);
    assertThat(limit(Map.of("GOMEMLIMIT", "2GiB"))).isEqualTo(2048);
    assertThat(limit(Map.of("GOMEMLIMIT", "314572800"))).isEqualTo(300);
    assertThat(limit(Map.of("GOMEMLIMIT", "off"))).isEqualTo(1024);
    write("sys/fs/cgroup/memory.max", "536870912\n");
    assertThat(limit(Map.of("GOMEMLIMIT", "2GiB"))).as("less a twentieth").isEqualTo(486);
  }

  @Test
  void the_limit_of_memory_limiter() throws Exception {
    assertThat(limit("memory_limiter: {check_interval: 1s, limit_mib: 256, spike_limit_mib: 900}"))
        .isEqualTo(256);
    assertThat(
            limit(
                """
                processors:
                  memory_limiter: # limit_mib: 77
                    spike_limit_mib: 900
                    "limit_mib": '300' # of 4000
                  memory_limiter/other:
                    limit_mib: 200
                """))
        .isEqualTo(300);
    assertThat(limit("{limit_percentage: 50, spike_limit_percentage: 90}")).isEqualTo(4096);
    write("sys/fs/cgroup/memory.max", "536870912\n");
    assertThat(limit("limit_percentage: 75")).isEqualTo(384);
    assertThat(limit("limit_mib: 4000")).as("less a twentieth").isEqualTo(486);
    assertThat(limit("limit_mib: ${env:LIMIT}")).as("the program knows better").isEqualTo(409);
  }

  @Test
  void every_way_to_name_a_configuration() throws Exception {
    String file = write("a/config.yaml", "limit_mib: 300\n").toString();
    assertThat(limit(Map.of(), "--config=" + file)).isEqualTo(300);
    assertThat(limit(Map.of(), "--config", "file:" + file)).isEqualTo(300);
    assertThat(limit(Map.of(), "--config", "yaml:limit_mib: 310", "--config", file)).isEqualTo(310);
    assertThat(limit(Map.of(), "--config", "http://localhost/limit_mib: 1", "--config"))
        .isEqualTo(1024);
  }

  @Test
  void the_lower_of_both_and_the_users_own_word() throws Exception {
    String[] config = {"--config", "yaml:limit_mib: 500"};
    assertThat(limit(Map.of("GOMEMLIMIT", "400MiB"), config)).isEqualTo(400);
    assertThat(limit(Map.of("GOMEMLIMIT", "600MiB"), config)).isEqualTo(500);
    assertThat(limit(Map.of("BELTLINE_MEMORY_MIB", "700"), config)).isEqualTo(700);
    assertThat(sizes(Map.of("BELTLINE_LIMITER_MIB", "600"), config)).contains(600);
    assertThat(limit(Map.of("BELTLINE_LIMITER_MIB", "none"), config)).isEqualTo(1024);
  }

  @Test
  void a_heap_that_lives() throws Exception {
    assertThat(sizes(Map.of("BELTLINE_MEMORY_MIB", "100"))).containsExactly(100, 48, 16, 0);
  }
}
