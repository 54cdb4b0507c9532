package io.beltline.service.admin;

import io.beltline.api.BuildInfo;
import io.beltline.api.ByteAccount;
import io.beltline.api.Clock;
import io.beltline.api.ComponentId;
import io.beltline.api.ComponentStatus;
import io.beltline.api.Deadline;
import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.api.ServiceView;
import io.beltline.config.Binder;
import io.beltline.config.ConfigMap;
import io.beltline.config.ConfigScalar;
import io.beltline.config.Position;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.http.HttpCall;
import io.beltline.transport.http.HttpClient;
import io.beltline.transport.http.HttpReply;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Asks a collector over its admin API. Safe for all threads. */
public final class AdminClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String endpoint;
  private final String base;
  private final Clock clock;
  private final HttpClient http;

  /**
   * A client; nothing is opened before the first request.
   *
   * @param endpoint {@code unix:///path}, {@code host:port} or {@code http://host:port}
   */
  public AdminClient(String endpoint, BuildInfo build, Clock clock) {
    boolean unix = endpoint.startsWith("unix:");
    this.endpoint = endpoint;
    this.base =
        unix ? "http://localhost" : endpoint.contains("://") ? endpoint : "http://" + endpoint;
    this.clock = clock;
    this.http =
        HttpClient.create(
            config(unix ? endpoint : base),
            new ClientSettings(
                new ClientHost(clock),
                LoggerFactory.getLogger(AdminClient.class),
                ClientSettings.userAgent(build)));
  }

  private static HttpClientConfig config(String endpoint) {
    Position here = Position.of("the admin API's client");
    ConfigMap keys =
        new ConfigMap(
            Map.of(
                "endpoint",
                new ConfigMap.Entry(
                    "endpoint",
                    here,
                    new ConfigScalar(endpoint, ConfigScalar.Style.DOUBLE_QUOTED, here))),
            here);
    return Binder.bind(HttpClientConfig.class, keys, "", here).value();
  }

  /** A queue's or a letter's place in a path. */
  public static String encoded(Object id) {
    return URLEncoder.encode(id.toString(), StandardCharsets.UTF_8);
  }

  /** Where it asks. */
  public String endpoint() {
    return endpoint;
  }

  /** Reads a resource. */
  public AdminReply get(String path) throws IOException {
    return send("GET", path);
  }

  /** Has something done. */
  public AdminReply post(String path) throws IOException {
    return send("POST", path);
  }

  /** Has something removed. */
  public AdminReply delete(String path) throws IOException {
    return send("DELETE", path);
  }

  private AdminReply send(String method, String path) throws IOException {
    HttpCall call = HttpCall.get(URI.create(base + path));
    HttpCall one =
        new HttpCall(
            method, call.uri(), List.of(), List.of(), call.context(), Deadline.in(clock, PATIENCE));
    return switch (http.send(one)) {
      case HttpReply.Response response -> new AdminReply(response.status(), response.body());
      case HttpReply.Failure failure -> throw new IOException(failure.message());
    };
  }

  @Override
  public void close() {
    http.close(Deadline.in(clock, Duration.ZERO));
  }

  /** What a client without a service around it needs. */
  private record ClientHost(Clock clock) implements Host {

    @Override
    public ByteAccount memory() {
      return new ByteAccount();
    }

    @Override
    public Optional<Extension> extension(ComponentId id) {
      return Optional.empty();
    }

    @Override
    public Collection<Extension> extensions() {
      return List.of();
    }

    @Override
    public void reportStatus(ComponentStatus status) {}

    @Override
    public ServiceView service() {
      throw new IllegalStateException("there is no service");
    }
  }
}
