package io.beltline.components.otlp;

import io.beltline.api.Clock;
import io.beltline.api.Consumer;
import io.beltline.api.Host;
import io.beltline.api.Outputs;
import io.beltline.api.Settings;
import io.beltline.model.Signal;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.config.GrpcServerConfig;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.grpc.GrpcHandler;
import io.beltline.transport.grpc.GrpcServer;
import io.beltline.transport.grpc.GrpcStreamHandler;
import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpServer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a receiver with servers starts with, and how it opens their ports. For one thread. */
public final class ServerStart {
  private final Settings settings;
  private final Host host;
  private final Outputs outputs;
  private final ServerPair servers;

  ServerStart(Settings settings, Host host, Outputs outputs, ServerPair servers) {
    this.settings = settings;
    this.host = host;
    this.outputs = outputs;
    this.servers = servers;
  }

  /** The receiver's logger, meter and id. */
  public Settings settings() {
    return settings;
  }

  /** The pipelines behind it. */
  public Outputs outputs() {
    return outputs;
  }

  /** The time. */
  public Clock clock() {
    return host.clock();
  }

  /** Where a signal goes, null if no pipeline takes it. */
  public @Nullable Consumer consumer(Signal signal) {
    return outputs.consumer(signal).orElse(null);
  }

  /**
   * Hands requests of another protocol on as OTLP.
   *
   * @param transport the word for the protocol in metrics
   * @return null if no pipeline takes the signal
   */
  public @Nullable TranslatedIntake intake(Signal signal, String transport) {
    Consumer consumer = consumer(signal);
    return consumer == null ? null : new TranslatedIntake(settings, signal, transport, consumer);
  }

  /**
   * Opens the gRPC port.
   *
   * @param methods the handlers of unary calls by full method name
   * @param streams the handlers of methods to which senders stream, by full method name
   * @throws io.beltline.api.ComponentException as {@link GrpcServer#start}
   */
  public void listen(
      GrpcServerConfig config,
      Map<String, GrpcHandler> methods,
      Map<String, GrpcStreamHandler> streams) {
    servers.serve(config, surroundings(), methods, streams);
  }

  /**
   * Opens the HTTP port.
   *
   * @throws io.beltline.api.ComponentException as {@link HttpServer#start}
   */
  public void listen(HttpServerConfig config, HttpHandler handler) {
    servers.serve(config, surroundings(), handler);
  }

  private ServerSettings surroundings() {
    return ServerSettings.of(settings, host, outputs.admission());
  }
}
