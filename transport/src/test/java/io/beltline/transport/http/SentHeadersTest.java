package io.beltline.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ClientAuthenticator;
import io.beltline.api.Context;
import io.beltline.api.Extension;
import io.beltline.api.Metadata;
import io.beltline.config.Secret;
import io.beltline.model.Slice;
import io.beltline.transport.Configs;
import io.beltline.transport.config.HttpClientConfig;
import io.beltline.transport.http.HttpReply.Failure;
import io.beltline.transport.http.HttpReply.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Headers that cannot be sent, and whose fault that is. */
class SentHeadersTest {
  private final ServedClient served = new ServedClient();

  @AfterEach
  void close() {
    served.close();
  }

  @Test
  void aRequestThatCannotBeSentIsNoAbsentServer() {
    served.serve(request -> HttpResponse.empty(200));
    served.client(Map.of());
    HttpCall call = HttpCall.post(served.uri("/"), "text/plain", List.of(Slice.utf8("x")));
    for (String value : List.of("a\nb", "a\u0000", "a\n")) {
      Failure broken = ServedClient.failed(served.client.send(call.with("x-tenant", value)));
      assertThat(broken.kind()).isEqualTo(Kind.REQUEST);
      assertThat(broken.message()).contains("127.0.0.1").contains("header x-tenant");
    }
    assertThat(served.seen).isEmpty();
  }

  @Test
  void spaceAroundAHeaderIsNotPartOfIt() {
    served.serve(request -> HttpResponse.empty(200));
    served.client(Map.of("headers", Map.of("x-configured", new Secret("\t tenant "))));
    HttpCall call = HttpCall.post(served.uri("/"), "text/plain", List.of(Slice.utf8("x")));
    served.client.send(call.with("x-given", " a b\t").with("x-empty", "  "));
    Metadata headers = served.seen.getFirst().headers();
    assertThat(headers.get("x-configured")).containsExactly("tenant");
    assertThat(headers.get("x-given")).containsExactly("a b");
    assertThat(headers.get("x-empty")).containsExactly("");
  }

  /** Sets one header to a tenant that the sender has named, another to its own. */
  private record Passing(String own) implements Extension, ClientAuthenticator {
    @Override
    public List<Header> headers(Context context) {
      String tenant = context.metadata().get("tenant").getFirst();
      return List.of(new Header("x-own", own), new Header("x-tenant", tenant));
    }

    @Override
    public Origin origin() {
      return new Origin(List.of("Tenant"), List.of());
    }
  }

  @Test
  void onlyWhatComesWithTheDataMakesThemUnsendable() {
    served.serve(request -> HttpResponse.empty(200));
    served.here.extensions.put("fine", new Passing("a"));
    served.here.extensions.put("broken", new Passing("a\nb"));
    served.client(Map.of("auth.authenticator", "fine"));
    assertThat(ServedClient.failed(served.client.send(ofTenant("c\nd"))).kind())
        .isEqualTo(Kind.REQUEST);
    served.client.close(served.here.soon());
    served.client(Map.of("auth.authenticator", "broken"));
    assertThat(ServedClient.failed(served.client.send(ofTenant("c"))).kind())
        .isEqualTo(Kind.CONNECT);
    assertThat(served.seen).isEmpty();
  }

  private HttpCall ofTenant(String tenant) {
    Metadata metadata = Metadata.of(Map.of("tenant", List.of(tenant)));
    HttpCall call = HttpCall.post(served.uri("/"), "text/plain", List.of(Slice.utf8("x")));
    return call.with(Context.EMPTY.withMetadata(metadata));
  }

  /** Hears what is not believed. */
  private record Believing(List<String> refused) implements Extension, ClientAuthenticator {
    @Override
    public List<Header> headers(Context context) {
      return List.of(new Header("Authorization", "Bearer a"));
    }

    @Override
    public void refused(String authorization) {
      refused.add(authorization);
    }
  }

  @Test
  void whatAServerDoesNotBelieveIsTold() {
    List<Integer> statuses = new ArrayList<>(List.of(200, 401, 403));
    served.serve(request -> HttpResponse.empty(statuses.removeFirst()));
    List<String> refused = new ArrayList<>();
    served.here.extensions.put("token", new Believing(refused));
    served.client(Map.of("auth.authenticator", "token"));
    for (int expected : List.of(0, 1, 1)) {
      served.post("x");
      assertThat(refused).hasSize(expected).allMatch("Bearer a"::equals);
    }
  }

  /** Signs requests with one header. */
  private record Signer(Supplier<String> value) implements Extension, ClientAuthenticator {
    @Override
    public List<Header> headers(Context context) {
      return List.of(new Header("x-tenant", value.get(), Action.SET));
    }
  }

  @Test
  void anAuthenticatorThatFailsSaysNothingOfTheRequest() {
    served.serve(request -> HttpResponse.empty(200));
    served.here.extensions.put("broken", new Signer(() -> "a\nb"));
    served.client(Map.of("auth.authenticator", "broken"));
    Failure unsendable = ServedClient.failed(served.post("x"));
    assertThat(unsendable.kind()).isEqualTo(Kind.CONNECT);
    assertThat(unsendable.message()).contains("header x-tenant cannot be sent");
    served.client.close(served.here.soon());
    served.here.extensions.put(
        "absent",
        new Signer(
            () -> {
              throw new IllegalArgumentException("no token");
            }));
    served.client(Map.of("auth.authenticator", "absent"));
    Failure failure = ServedClient.failed(served.post("x"));
    assertThat(failure.kind()).isEqualTo(Kind.CONNECT);
    assertThat(failure.message()).contains("no token");
  }

  @Test
  void configuredHeadersThatCannotBeSentAreProblems() {
    List<String> problems = new ArrayList<>();
    Map<String, Secret> headers =
        Map.of("x-fine", new Secret(" a b"), "x-broken", new Secret("secret\n"));
    Configs.of(HttpClientConfig.class, Map.of("headers", headers))
        .validate((key, problem) -> problems.add(key + ": " + problem));
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("headers::x-broken: cannot be sent")
        .doesNotContain("secret");
  }
}
