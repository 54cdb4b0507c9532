package io.beltline.verification.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A process the tests started: its output, its end, its memory. Closing it kills it. */
public final class RunningProcess implements AutoCloseable {
  private static final Duration END_LIMIT = Duration.ofSeconds(60);

  private final String name;
  private final Process process;
  private final Output out;
  private final Output err;
  private final long startedAt = System.nanoTime();

  private RunningProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    out = new Output(name + " stdout", process.getInputStream());
    err = new Output(name + " stderr", process.getErrorStream());
  }

  /**
   * Starts a process.
   *
   * @param name what messages call it
   * @param folder its working folder
   * @param environment variables added to this process's own; its {@code OTEL_*} are not inherited
   */
  public static RunningProcess start(
      String name, Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("OTEL_"));
    builder.environment().putAll(environment);
    return new RunningProcess(name, builder.start());
  }

  /**
   * Runs a command to its end.
   *
   * @return the lines it printed to its standard output
   * @throws AssertionError when it ends with another code than 0 or not within {@code limit}
   */
  public static List<String> run(
      String name,
      Path folder,
      Map<String, String> environment,
      Duration limit,
      List<String> command)
      throws IOException, InterruptedException {
    try (RunningProcess process = start(name, folder, environment, command)) {
      int code = process.awaitEnd(limit);
      if (code != 0) {
        throw new AssertionError("%s ended with code %d%n%s".formatted(name, code, process.log()));
      }
      return process.out.lines();
    }
  }

  /** Waits for a line of standard output or standard error. */
  public String awaitLine(Predicate<String> wanted, String what, Duration limit) throws Exception {
    return await(
        limit,
        () -> "a line of " + name + ": " + what,
        () -> Stream.concat(out.lines().stream(), err.lines().stream()).filter(wanted).findFirst());
  }

  /**
   * Waits until it accepts connections on all {@code ports}.
   *
   * @return the time from its start to then
   */
  public Duration awaitListening(Duration limit, int... ports) throws Exception {
    for (int port : ports) {
      await(
          limit,
          () -> name + " listening on port " + port,
          () -> Ports.accepts(port) ? Optional.of(port) : Optional.empty());
    }
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  /** Waits for the answer to {@code question}, as long as the process lives. */
  public <T> T await(Duration limit, Supplier<String> what, Callable<Optional<T>> question)
      throws Exception {
    return Eventually.answer(
        limit,
        what,
        this::log,
        () -> {
          boolean ended = !process.isAlive();
          Optional<T> answer = question.call();
          if (answer.isEmpty() && ended) {
            throw new AssertionError(
                "%s ended with code %d before: %s%n%s"
                    .formatted(name, process.exitValue(), what.get(), log()));
          }
          return answer;
        });
  }

  /** Waits for its end and returns its exit code. */
  public int awaitEnd(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("%s still runs after %s%n%s".formatted(name, limit, log()));
    }
    out.join();
    err.join();
    return process.exitValue();
  }

  /** Asks it to end (SIGTERM), waits for it, and returns its exit code. */
  public int terminate() throws InterruptedException {
    process.toHandle().destroy(); // Process.destroy would close its output before its last words
    return awaitEnd(END_LIMIT);
  }

  /**
   * Sends it a signal.
   *
   * @param name the signal's name as kill(1) knows it: {@code INT}, {@code HUP}
   */
  public void signal(String name) throws IOException, InterruptedException {
    run(
        "kill",
        Project.target(),
        Map.of(),
        END_LIMIT,
        List.of("kill", "-" + name, Long.toString(process.pid())));
  }

  /** Kills it and what it started (SIGKILL), as a crash does. */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }

  /** Ends its standard input, which asks some programs to end. */
  public void endInput() throws IOException {
    process.getOutputStream().close();
  }

  /** The lines of its standard output so far. */
  public List<String> lines() {
    return out.lines();
  }

  /** Its number. */
  public long pid() {
    return process.pid();
  }

  /** The processor time it has used so far, which no neighbour makes longer. */
  public Duration processorTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** Whether it has not ended. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The words it runs with now, its command first (proc(5)). */
  public List<String> commandLine() throws IOException {
    Path words = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    return List.of(Files.readString(words).split("\0"));
  }

  /** The memory of it and of what it started, in bytes. */
  public Memory memory() throws IOException {
    Memory sum = Memory.of(process.pid());
    for (ProcessHandle child : process.descendants().toList()) {
      sum = sum.plus(Memory.of(child.pid()));
    }
    return sum;
  }

  /** All it printed so far, for a failure's message. */
  public String log() {
    return "--- stdout of %s%n%s%n--- stderr of %s%n%s"
        .formatted(name, String.join("\n", out.lines()), name, String.join("\n", err.lines()));
  }

  @Override
  public void close() {
    kill();
  }
}
