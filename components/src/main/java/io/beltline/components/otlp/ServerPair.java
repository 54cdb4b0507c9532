package io.beltline.components.otlp;

import io.beltline.api.Deadline;
import io.beltline.api.Settings;
import io.beltline.config.Validated.Problems;
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

/** The gRPC and the HTTP server of a receiver that has one of them or both. For one thread. */
public final class ServerPair {
  private final Settings settings;
  private @Nullable GrpcServer grpc;
  private @Nullable HttpServer http;

  /** Two servers that do not listen yet. */
  ServerPair(Settings settings) {
    this.settings = settings;
  }

  /**
   * Refuses a configuration without a server, or with one that has no address.
   *
   * @param receiver what the receiver is called in the message
   */
  public static void check(
      Problems problems,
      String receiver,
      @Nullable GrpcServerConfig grpc,
      @Nullable HttpServerConfig http) {
    if (grpc == null && http == null) {
      problems.add(
          "",
          "must specify at least one protocol when using the "
              + receiver
              + " receiver (expected: protocols: with grpc: or http:)");
    }
    if (grpc != null) {
      required(problems, "protocols::grpc::endpoint", grpc.endpoint());
    }
    if (http != null) {
      required(problems, "protocols::http::endpoint", http.endpoint());
    }
  }

  private static void required(Problems problems, String key, String endpoint) {
    if (endpoint.isEmpty()) {
      problems.add(key, "must be specified (expected: host:port)");
    }
  }

  /**
   * Opens the gRPC port.
   *
   * @param methods the handlers of unary calls by full method name
   * @param streams the handlers of methods to which senders stream, by full method name
   * @throws io.beltline.api.ComponentException as {@link GrpcServer#start}
   */
  void serve(
      GrpcServerConfig config,
      ServerSettings servers,
      Map<String, GrpcHandler> methods,
      Map<String, GrpcStreamHandler> streams) {
    GrpcServer started = GrpcServer.start(config, servers, methods, streams);
    grpc = started;
    listens("Starting GRPC server", started.endpoint());
  }

  /**
   * Opens the HTTP port.
   *
   * @throws io.beltline.api.ComponentException as {@link HttpServer#start}
   */
  void serve(HttpServerConfig config, ServerSettings servers, HttpHandler handler) {
    HttpServer started = HttpServer.start(config, servers, handler);
    http = started;
    listens("Starting HTTP server", started.endpoint());
  }

  private void listens(String what, String endpoint) {
    settings.logger().atInfo().addKeyValue("endpoint", endpoint).log(what);
  }

  /** Closes both ports, and answers what is under way until the deadline. */
  void shutdown(Deadline deadline) {
    if (grpc != null) {
      grpc.stopAccepting();
    }
    if (http != null) {
      http.stopAccepting();
      http.close(deadline);
    }
    if (grpc != null) {
      grpc.close(deadline);
    }
  }

  /** The gRPC port, -1 if there is none. */
  int grpcPort() {
    return grpc == null ? -1 : grpc.port();
  }

  /** The HTTP port, -1 if there is none. */
  int httpPort() {
    return http == null ? -1 : http.port();
  }
}
