package io.beltline.verification.client;

import io.beltline.verification.process.RunningProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The program of {@code clients/node} with the OpenTelemetry SDK for Node.js. */
public final class NodeClient implements Client {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Path folder;

  private NodeClient(Path folder) {
    this.folder = folder;
  }

  /** The client, its packages installed by {@code npm ci}. */
  public static NodeClient install() throws IOException, InterruptedException {
    return new NodeClient(Installation.node("node"));
  }

  /** Where it is installed. */
  Path folder() {
    return folder;
  }

  @Override
  public String name() {
    return "node";
  }

  @Override
  public Set<Protocol> protocols() {
    return EnumSet.allOf(Protocol.class);
  }

  @Override
  public Sent send(Delivery delivery, int requests) throws Exception {
    List<String> command = List.of("node", "client.js", Integer.toString(requests));
    return Sent.parse(
        RunningProcess.run("Node.js client", folder, delivery.environment(), LIMIT, command));
  }
}
