package io.beltline.verification.client;

import io.beltline.verification.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The program of {@code clients/python} with the OpenTelemetry SDK for Python. */
public final class PythonClient implements Client {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Path folder;

  private PythonClient(Path folder) {
    this.folder = folder;
  }

  /** The client, its packages installed by pip in a virtual environment. */
  public static PythonClient install() throws IOException, InterruptedException {
    return new PythonClient(Installation.python("python"));
  }

  /** Where it is installed. */
  Path folder() {
    return folder;
  }

  /**
   * Runs another program with the same packages to its end.
   *
   * @param port where it sends OTLP over HTTP to, on the loopback address
   */
  public void run(Path program, String service, int port, int requests)
      throws IOException, InterruptedException {
    Map<String, String> environment =
        Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "http://localhost:" + port,
            "OTEL_SERVICE_NAME",
            service);
    List<String> command =
        List.of(
            folder.resolve(Installation.PYTHON).toString(),
            program.toAbsolutePath().toString(),
            Integer.toString(requests));
    RunningProcess.run(service, folder, environment, LIMIT, command);
  }

  @Override
  public String name() {
    return "python";
  }

  /** There is no OTLP/JSON exporter for Python. */
  @Override
  public Set<Protocol> protocols() {
    return EnumSet.of(Protocol.GRPC, Protocol.HTTP_PROTOBUF);
  }

  @Override
  public Sent send(Delivery delivery, int requests) throws Exception {
    List<String> command =
        List.of(
            folder.resolve(Installation.PYTHON).toString(),
            "client.py",
            Integer.toString(requests));
    return Sent.parse(
        RunningProcess.run("Python client", folder, delivery.environment(), LIMIT, command));
  }
}
