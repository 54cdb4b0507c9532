package io.beltline.verification.client;

import io.beltline.verification.process.Project;
import io.beltline.verification.process.RunningProcess;
import io.beltline.verification.shop.Main;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The shop of {@code clients/java} with the OpenTelemetry Java agent; six spans a request. */
public final class JavaAgentClient implements Client {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "java";
  }

  /** The agent refuses {@code http/json}: "Unsupported OTLP traces protocol". */
  @Override
  public Set<Protocol> protocols() {
    return EnumSet.of(Protocol.GRPC, Protocol.HTTP_PROTOBUF);
  }

  @Override
  public Sent send(Delivery delivery, int requests) throws Exception {
    return send(delivery, requests, Map.of());
  }

  /** The same with further environment variables. */
  public Sent send(Delivery delivery, int requests, Map<String, String> more) throws Exception {
    Map<String, String> environment = new HashMap<>(delivery.environment());
    environment.putAll(more);
    List<String> command =
        List.of(
            Project.java(),
            "-javaagent:" + Project.peer("opentelemetry-javaagent.jar"),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            Integer.toString(requests));
    return Sent.parse(
        RunningProcess.run("Java client", Project.target(), environment, LIMIT, command));
  }
}
