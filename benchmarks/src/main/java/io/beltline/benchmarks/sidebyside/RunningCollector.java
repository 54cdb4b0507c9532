package io.beltline.benchmarks.sidebyside;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A collector in a process of its own on core 1. */
final class RunningCollector implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;
  private final Ports ports;
  private final Path log;

  private RunningCollector(Process process, Ports ports, Path log) {
    this.process = process;
    this.ports = ports;
    this.log = log;
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param http whether its HTTP port is used
   * @param variables for the configuration, besides the ports
   */
  static RunningCollector start(
      Collector collector,
      Path config,
      Ports ports,
      boolean http,
      Path log,
      Map<String, String> variables)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("taskset", "-c", "1"));
    command.addAll(collector.command(config, ports));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(ports.environment());
    builder.environment().putAll(variables);
    builder.environment().put("GOMAXPROCS", "1");
    builder.environment().put("BELTLINE_BUILD", "never");
    builder.environment().put("ROTEL_PID_FILE", log + ".pid");
    builder.environment().put("ROTEL_LOG_FILE", log + ".agent");
    var started = new RunningCollector(builder.start(), ports, log);
    started.awaitPort(http ? ports.http() : ports.grpc());
    return started;
  }

  private void awaitPort(int port) throws IOException, InterruptedException {
    long until = System.nanoTime() + START.toNanos();
    while (!accepts(port)) {
      if (System.nanoTime() > until || process.waitFor(1, TimeUnit.MILLISECONDS)) {
        close();
        throw new IOException("did not open its port; it said:\n" + Files.readString(log));
      }
    }
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  Ports ports() {
    return ports;
  }

  long pid() {
    return process.pid();
  }

  ProcessUsage usage() throws IOException {
    return ProcessUsage.ofTree(process.toHandle());
  }

  /** Asks it to stop, waits, and ends it if it does not. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
