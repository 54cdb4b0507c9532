package io.beltline.components.otlp;

import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Receiver;
import io.beltline.api.Settings;
import io.beltline.components.intake.Ports;
import java.util.function.Consumer;

/**
 * A receiver that is an HTTP server, a gRPC server or both; what these answer is the matter of the
 * {@link ServerFactory} that made it.
 */
public final class ServerReceiver implements Receiver {
  private final Settings settings;
  private final Outputs outputs;
  private final Consumer<ServerStart> open;
  private final ServerPair servers;

  /**
   * A receiver that does not listen yet.
   *
   * @param open opens its ports, or none if no pipeline takes anything
   */
  ServerReceiver(Settings settings, Outputs outputs, Consumer<ServerStart> open) {
    this.settings = settings;
    this.outputs = outputs;
    this.open = open;
    this.servers = new ServerPair(settings);
  }

  @Override
  public void start(Host host) {
    ServerStart start = new ServerStart(settings, host, outputs, servers);
    Ports.open(host, () -> open.accept(start), this::shutdown);
  }

  @Override
  public void shutdown(Deadline deadline) {
    servers.shutdown(deadline);
  }

  /** The number of the gRPC port, -1 if there is none. */
  public int grpcPort() {
    return servers.grpcPort();
  }

  /** The number of the HTTP port, -1 if there is none. */
  public int httpPort() {
    return servers.httpPort();
  }
}
