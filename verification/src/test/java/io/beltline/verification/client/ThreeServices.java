package io.beltline.verification.client;

import io.beltline.verification.process.Project;
import io.beltline.verification.process.RunningProcess;
import io.beltline.verification.shop.Desk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An application of three services that call each other over HTTP: {@code desk} (Java agent) asks
 * {@code stock} (Node.js) and {@code price} (Python), {@code stock} asks {@code price} too. An
 * order has {@link #SPANS} spans; every fifth number fails. Each process tells the spans it
 * exports.
 */
public final class ThreeServices implements AutoCloseable {
  /** The spans of an order. */
  public static final int SPANS = 10;

  /** The calls of an order, as caller and called. */
  public static final Set<String> CALLS = Set.of("desk>stock", "desk>price", "stock>price");

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final List<RunningProcess> processes = new ArrayList<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> environment = new HashMap<>();
  private int port;

  private ThreeServices(String propagators) {
    environment.put("OTEL_PROPAGATORS", propagators);
    environment.put("OTEL_METRICS_EXPORTER", "none");
    environment.put("OTEL_LOGS_EXPORTER", "none");
    environment.put("OTEL_BSP_SCHEDULE_DELAY", "200");
    environment.put("OTEL_BSP_MAX_QUEUE_SIZE", "100000");
  }

  /**
   * Starts all three.
   *
   * @param propagators the headers that calls carry, as {@code OTEL_PROPAGATORS} names them
   * @param grpcPort where Java and Python send their spans
   * @param httpPort where Node.js does
   */
  public static ThreeServices start(String propagators, int grpcPort, int httpPort)
      throws Exception {
    Path python = PythonClient.install().folder();
    Path node = NodeClient.install().folder();
    ThreeServices services = new ThreeServices(propagators);
    try {
      String price = services.run("price", grpcPort, python, python(python));
      services.environment.put("PRICE_URL", price);
      String stock = services.run("stock", httpPort, node, List.of("node", "service.js"));
      services.environment.put("OTEL_TRACES_EXPORTER", "otlp,experimental-otlp/stdout");
      services.environment.put("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
      String desk = services.run("desk", grpcPort, Project.target(), desk(stock, price));
      services.port = URI.create(desk).getPort();
      return services;
    } catch (Exception | AssertionError failed) {
      services.close();
      throw failed;
    }
  }

  private static List<String> python(Path folder) {
    return List.of(folder.resolve(Installation.PYTHON).toString(), "service.py");
  }

  private static List<String> desk(String stock, String price) {
    return List.of(
        Project.java(),
        "-javaagent:" + Project.peer("opentelemetry-javaagent.jar"),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        Desk.class.getName(),
        stock,
        price);
  }

  private String run(String service, int collector, Path folder, List<String> command)
      throws Exception {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("OTEL_SERVICE_NAME", service);
    variables.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + collector);
    RunningProcess process = RunningProcess.start(service, folder, variables, command);
    processes.add(process);
    String line = process.awaitLine(text -> text.startsWith("{\"port\""), "its port", LIMIT);
    return "http://127.0.0.1:" + JsonMapper.shared().readTree(line).path("port").asInt();
  }

  /**
   * Orders an item over HTTP and waits for the answer.
   *
   * @return the id of the trace, as the application printed it
   */
  public String order(int number) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/order?number=" + number);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    int expected = number % 5 == 0 ? 502 : 200;
    if (answer.statusCode() != expected) {
      throw new AssertionError("order %d: %s%n%s".formatted(number, answer, log()));
    }
    return answer.body();
  }

  /** Ends all three, their spans sent, and returns the requests of spans they say they sent. */
  public List<JsonNode> end() throws IOException, InterruptedException {
    List<JsonNode> told = new ArrayList<>();
    for (RunningProcess process : processes.reversed()) {
      process.endInput();
      if (process.awaitEnd(LIMIT) != 0) {
        throw new AssertionError(process.log());
      }
      process.lines().stream()
          .filter(line -> line.startsWith("{\"resourceSpans\""))
          .forEach(line -> told.add(JsonMapper.shared().readTree(line)));
    }
    return told;
  }

  /** All that the three printed. */
  public String log() {
    return String.join("\n", processes.stream().map(RunningProcess::log).toList());
  }

  @Override
  public void close() {
    processes.forEach(RunningProcess::close);
    http.close();
  }
}
