package io.beltline.receiver.prometheus;

import io.beltline.api.Admission;
import io.beltline.api.Deadline;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import io.beltline.model.Slice;
import io.beltline.transport.ServerSettings;
import io.beltline.transport.http.HttpResponse;
import io.beltline.transport.http.HttpServer;
import io.beltline.transport.http.Router;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serves targets and jobs, as the API of Prometheus does. */
final class ApiServer {
  /** Serves nothing. */
  static final ApiServer NONE = new ApiServer(null);

  private final @Nullable HttpServer server;

  private ApiServer(@Nullable HttpServer server) {
    this.server = server;
  }

  static ApiServer start(ApiServerConfig config, Settings settings, Host host, List<Job> jobs) {
    ApiAnswers answers = new ApiAnswers(jobs);
    Router.Builder router = Router.builder();
    router.route("GET", "/api/v1/targets", request -> json(answers.targets()));
    router.route("GET", "/api/v1/scrape_pools", request -> json(answers.pools()));
    router.route(
        "GET",
        "/metrics",
        request ->
            HttpResponse.of(
                200,
                "text/plain; version=0.0.4; charset=utf-8",
                Slice.utf8(host.service().metricsText())));
    return new ApiServer(
        HttpServer.start(
            config.serverConfig(),
            ServerSettings.of(settings, host, Admission.UNLIMITED),
            router.build()));
  }

  private static HttpResponse json(byte[] body) {
    return HttpResponse.of(200, "application/json", Slice.of(body)).compressed();
  }

  /** The port it listens on, -1 if it does not. */
  int port() {
    return server == null ? -1 : server.port();
  }

  void shutdown(Deadline deadline) {
    if (server != null) {
      server.stopAccepting();
      server.close(deadline);
    }
  }
}
