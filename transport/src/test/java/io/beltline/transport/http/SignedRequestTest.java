package io.beltline.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beltline.api.ClientAuthenticator;
import io.beltline.api.ComponentException;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.model.Slice;
import io.beltline.transport.Configs;
import io.beltline.transport.Here;
import io.beltline.transport.compression.Codecs;
import io.beltline.transport.compression.Compression;
import io.beltline.transport.compression.CompressionException;
import io.beltline.transport.config.GrpcClientConfig;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.config.HttpServerConfig;
import io.beltline.transport.grpc.GrpcClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who signs requests sees them as they are sent. */
final class SignedRequestTest {
  private final Here here = new Here();

  @Test
  void theSignerSeesWhatIsSent() throws CompressionException {
    Signer signer = new Signer();
    here.extensions.put("signer", signer);
    List<HttpRequest> seen = new ArrayList<>();
    HttpServer server =
        HttpServer.start(
            HttpServerConfig.at("127.0.0.1:0"),
            here.server(),
            request -> {
              seen.add(request);
              return HttpResponse.empty(200);
            });
    HttpClient client =
        HttpClient.create(
            Configs.of(
                HttpClientConfig.class,
                Map.of("auth.authenticator", "signer", "compression", "gzip")),
            here.client());
    URI uri = URI.create("http://127.0.0.1:" + server.port() + "/a%20b?c=d");
    client.send(HttpCall.post(uri, "text/plain", List.of(Slice.utf8("body"))));
    client.close(here.soon());
    server.close(here.soon());
    ClientAuthenticator.OutgoingRequest shown = signer.shown.getFirst();
    assertThat(shown.method()).isEqualTo("POST");
    assertThat(shown.uri()).isEqualTo(uri);
    assertThat(shown.headers().get("host")).containsExactly(uri.getAuthority());
    assertThat(shown.headers().get("content-encoding")).containsExactly("gzip");
    assertThat(shown.body()).hasSize(1);
    assertThat(Codecs.decompress(Compression.GZIP, shown.body().getFirst(), 100).toUtf8())
        .isEqualTo("body");
    assertThat(seen.getFirst().header("x-signature")).isEqualTo("made of 1 parts");
  }

  @Test
  void overGrpcItIsRefusedAtStart() {
    here.extensions.put("signer", new Signer());
    assertThatThrownBy(
            () ->
                GrpcClient.create(
                    Configs.of(
                        GrpcClientConfig.class,
                        Map.of(
                            "endpoint", "127.0.0.1:1",
                            "tls.insecure", true,
                            "auth.authenticator", "signer")),
                    here.client()))
        .isInstanceOf(ComponentException.class)
        .hasMessageContaining("\"signer\" signs the bytes of HTTP requests");
  }

  private static final class Signer implements Extension, ClientAuthenticator {
    private final List<OutgoingRequest> shown = new ArrayList<>();

    @Override
    public boolean signsRequests() {
      return true;
    }

    @Override
    public List<Header> headers(Context context) {
      throw new IllegalStateException("signs requests");
    }

    @Override
    public List<Header> headers(Context context, OutgoingRequest request) {
      shown.add(request);
      return List.of(new Header("X-Signature", "made of " + request.body().size() + " parts"));
    }

    @Override
    public void start(Host host) {}

    @Override
    public void shutdown(Deadline deadline) {}
  }
}
