package io.beltline.service.reporting;

import io.beltline.api.Deadline;
import io.beltline.model.Signal;
import io.beltline.model.Telemetry;
import io.beltline.service.telemetry.OtlpTargetConfig;
import io.beltline.transport.ClientSettings;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.config.TlsClientConfig;
import io.beltline.transport.http.HttpCall;
import io.beltline.transport.http.HttpClient;
import io.beltline.transport.http.HttpReply;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** OTLP over HTTP. */
final class HttpOutlet implements Outlet {
  private static final String PROTOBUF = "application/x-protobuf";

  private final HttpClient client;
  private final URI url;
  private final Duration patience;

  private HttpOutlet(HttpClient client, URI url, Duration patience) {
    this.client = client;
    this.url = url;
    this.patience = patience;
  }

  static HttpOutlet open(OtlpTargetConfig config, Signal signal, ClientSettings settings) {
    URI base = config.uri();
    String path = base.getRawPath();
    URI url =
        path == null || path.isEmpty() || path.equals("/")
            ? base.resolve("/v1/" + signal.label())
            : base;
    boolean plain = base.getScheme().equals("http");
    TlsClientConfig tls =
        TlsClientConfig.files(
            plain ? "" : config.certificate(),
            plain ? "" : config.clientCertificate(),
            plain ? "" : config.clientKey(),
            plain);
    HttpClientConfig client =
        HttpClientConfig.to(url.toString(), tls, config.allHeaders(), config.compression());
    return new HttpOutlet(HttpClient.create(client, settings), url, config.patience());
  }

  @Override
  public @Nullable String send(Telemetry telemetry, Deadline deadline) {
    HttpCall call =
        HttpCall.post(url, PROTOBUF, telemetry.payload()).with(deadline.within(patience));
    return switch (client.send(call)) {
      case HttpReply.Response answer when answer.isSuccess() -> null;
      case HttpReply.Response answer -> "HTTP " + answer.status();
      case HttpReply.Failure failure -> failure.message();
    };
  }

  @Override
  public String target() {
    return url.toString();
  }

  @Override
  public void close(Deadline deadline) {
    client.close(deadline);
  }
}
