package io.beltline.benchmarks.passthrough;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A collector in a process of its own on core 1, from the launcher a user would call. */
final class CollectorUnderTest implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;
  private final int port;

  private CollectorUnderTest(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static CollectorUnderTest start(List<String> launcher, Variant variant, int sink, Path directory)
      throws IOException, InterruptedException {
    int port = freePort();
    Path config = directory.resolve(variant.label() + ".yaml");
    Files.writeString(config, variant.config(port, sink, freePort()));
    Path log = directory.resolve(variant.label() + ".log");
    List<String> command = new ArrayList<>(List.of("taskset", "-c", "1"));
    command.addAll(launcher);
    command.addAll(List.of("--config", config.toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    CollectorUnderTest started = new CollectorUnderTest(process, port);
    started.awaitPort(log);
    return started;
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private void awaitPort(Path log) throws IOException, InterruptedException {
    long until = System.nanoTime() + START.toNanos();
    while (!accepts()) {
      if (System.nanoTime() > until || process.waitFor(50, TimeUnit.MILLISECONDS)) {
        close();
        throw new IOException("the collector did not open its port; it said:\n" + readLog(log));
      }
    }
  }

  private static String readLog(Path log) throws IOException {
    return Files.readString(log);
  }

  private boolean accepts() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
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
