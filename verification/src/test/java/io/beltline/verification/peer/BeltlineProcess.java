package io.beltline.verification.peer;

import io.beltline.verification.process.Memory;
import io.beltline.verification.process.Project;
import io.beltline.verification.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A collector in a process of its own, started by the launcher. Closing it kills it. */
public final class BeltlineProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final RunningProcess process;
  private final Duration timeToListening;

  private BeltlineProcess(RunningProcess process, Duration timeToListening) {
    this.process = process;
    this.timeToListening = timeToListening;
  }

  /**
   * Starts a collector and waits until it listens.
   *
   * @param folder its working folder, where its configuration is written
   * @param config the configuration, in YAML
   * @param ports the ports it must listen on
   */
  public static BeltlineProcess start(Path folder, String config, int... ports) throws Exception {
    return start(List.of(), folder, config, ports);
  }

  /**
   * The same where something stands before the command, for instance what puts it into another
   * namespace.
   */
  public static BeltlineProcess start(List<String> prefix, Path folder, String config, int... ports)
      throws Exception {
    RunningProcess process = launch(prefix, folder, config);
    try {
      return new BeltlineProcess(process, process.awaitListening(START_LIMIT, ports));
    } catch (Exception | AssertionError failed) {
      process.close();
      throw failed;
    }
  }

  /** Starts a collector without waiting for anything: it may as well end at once. */
  public static RunningProcess launch(Path folder, String config) throws IOException {
    return launch(List.of(), folder, config);
  }

  /** The same with options for its Java machine. */
  public static RunningProcess launch(Path folder, String config, String options)
      throws IOException {
    return launch(List.of(), folder, config, Map.of("BELTLINE_JAVA_OPTS", options));
  }

  private static RunningProcess launch(List<String> prefix, Path folder, String config)
      throws IOException {
    return launch(prefix, folder, config, Map.of());
  }

  private static RunningProcess launch(
      List<String> prefix, Path folder, String config, Map<String, String> environment)
      throws IOException {
    Path file = Files.writeString(folder.resolve("config.yaml"), config);
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(Project.launcher().toString(), "--config", file.toString()));
    Map<String, String> variables = new HashMap<>(environment);
    // The tests run on what the build has made; a build inside it would lock itself out.
    variables.put("BELTLINE_BUILD", "never");
    return RunningProcess.start("collector", folder, variables, command);
  }

  /** The time from the start of the process until all its ports were open. */
  public Duration timeToListening() {
    return timeToListening;
  }

  /** Its resident memory. */
  public Memory memory() throws IOException {
    return process.memory();
  }

  /** The process, to wait for its lines, to end or to kill it. */
  public RunningProcess process() {
    return process;
  }

  /** Asks it to end (SIGTERM) and returns its exit code. */
  public int stop() throws InterruptedException {
    return process.terminate();
  }

  @Override
  public void close() {
    process.close();
  }
}
