package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.Batching;
import io.beltline.api.ClientAuthenticator;
import io.beltline.api.ClientAuthenticator.Origin;
import io.beltline.api.ClientInfo;
import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.Context;
import io.beltline.api.Extension;
import io.beltline.api.Metadata;
import io.beltline.api.ServerAuthenticator;
import io.beltline.delivery.Rig.Config;
import io.beltline.testkit.FakeClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What of a sender stands in files: its name, and its password only for whom it is meant. */
class StoredContextTest {
  private static final Map<String, Object> ANNA =
      Map.of("username", "anna", "raw", "YW5uYTpzZWNyZXQ=");
  private static final Context CONTEXT =
      new Context(
          ClientInfo.NONE,
          Metadata.of(
              Map.of(
                  "Authorization", List.of("Basic YW5uYTpzZWNyZXQ="),
                  "Proxy-Authorization", List.of("Basic eA=="),
                  "Cookie", List.of("session=1"),
                  "X-Tenant", List.of("shop"))),
          ANNA,
          null);

  private final DiskStorage storage = new DiskStorage();

  /** An authenticator that makes headers of attributes. */
  private record Asking(Supplier<Origin> origins) implements Extension, ClientAuthenticator {
    @Override
    public List<Header> headers(Context context) {
      return List.of();
    }

    @Override
    public Origin origin() {
      return origins.get();
    }
  }

  /** One that reads a token from a header of its own. */
  private record Reading(String header) implements Extension, ServerAuthenticator {
    @Override
    public Outcome authenticate(Metadata headers) {
      return new Outcome.Granted(Map.of());
    }

    @Override
    public List<String> secretHeaders() {
      return List.of(header);
    }
  }

  /** What the next run finds of what this one took: of a request, and of a letter. */
  private List<Context> found(Supplier<Origin> asked) {
    Rig first = Rig.allOn(storage, Config.DEFAULTS.consumers(1));
    first.recorder.offer(ComponentId.of("headers_setter"), new Asking(asked));
    return found(first);
  }

  private List<Context> found(Rig first) {
    first.exporter.then(DeliveryLettersTest.ODD);
    first.send(CONTEXT, logs(0, 1));
    first.until(() -> first.delivery().deadLetters().size() == 1);
    first.exporter.close();
    first.send(CONTEXT, logs(1, 1));
    first.exporter.awaitRequests(2);
    storage.kill();
    Rig second = Rig.allOn(storage, Config.DEFAULTS.consumers(1));
    second.exporter.awaitDelivered(1);
    long letter = second.delivery().deadLetters().getFirst().id();
    List<Context> found =
        List.of(
            second.exporter.requests().getFirst().context(),
            second.delivery().deadLetter(letter).context());
    second.end();
    return found;
  }

  private static Origin origin(List<String> metadata, List<String> attributes) {
    return new Origin(metadata, attributes);
  }

  @Test
  void passwordsAreNotStored() {
    assertThat(found(() -> origin(List.of("x-tenant"), List.of("username"))))
        .extracting(Context::auth)
        .containsOnly(Map.of("username", "anna"));
  }

  @Test
  void whatIsAskedForIsStored() {
    assertThat(found(() -> origin(List.of(), List.of("raw"))))
        .extracting(Context::auth)
        .containsOnly(ANNA);
  }

  @Test
  void headersWithPasswordsAreNotStored() {
    assertThat(found(() -> origin(List.of(), List.of("raw"))))
        .extracting(Context::metadata)
        .containsOnly(CONTEXT.metadata().only(List.of("x-tenant")));
  }

  @Test
  void headersThatAreAskedForAreStored() {
    assertThat(found(() -> origin(List.of("AUTHORIZATION"), List.of())))
        .extracting(Context::metadata)
        .containsOnly(CONTEXT.metadata().only(List.of("x-tenant", "authorization")));
  }

  @Test
  void headersThatTokensAreReadFromAreNotStored() {
    Rig first = Rig.allOn(storage, Config.DEFAULTS.consumers(1));
    first.recorder.offer(ComponentId.of("bearertokenauth"), new Reading("X-Tenant"));
    assertThat(found(first)).extracting(Context::metadata).containsOnly(Metadata.EMPTY);
  }

  @Test
  void inTheSameRunAllIsThere() {
    Rig rig = Rig.allOn(storage, Config.DEFAULTS);
    rig.recorder.offer(ComponentId.of("bearertokenauth"), new Reading("X-Tenant"));
    rig.send(CONTEXT, logs(0, 1));
    rig.end();
    assertThat(rig.exporter.requests().getFirst().context()).isEqualTo(CONTEXT);
  }

  @Test
  void headersThatBatchesOfTheQueueAreDividedByAreStored() {
    Config divided = Config.DEFAULTS.batch(Sizer.ITEMS, 1, 0, "Authorization").consumers(1);
    assertThat(found(Rig.allOn(storage, divided)))
        .extracting(Context::metadata)
        .containsExactly(
            CONTEXT.metadata().only(List.of("authorization", "x-tenant")),
            CONTEXT.metadata().only(List.of("authorization")));
  }

  @Test
  void headersThatBatchesWereDividedByAreNotOnLetters() {
    Batching apart = new Batching("batch", Duration.ZERO, 1, 0, List.of("Authorization"), 0);
    Rig rig = Rig.allOn(storage, Config.DEFAULTS);
    rig.exporter.then(DeliveryLettersTest.ODD);
    rig.send(CONTEXT.withBatching(apart), logs(0, 1));
    rig.until(() -> rig.delivery().deadLetters().size() == 1);
    assertThat(rig.exporter.requests().getFirst().context().metadata().asMap())
        .containsOnlyKeys("authorization");
    long letter = rig.delivery().deadLetters().getFirst().id();
    assertThat(rig.delivery().deadLetter(letter).context().metadata()).isEqualTo(Metadata.EMPTY);
    rig.end();
  }

  @Test
  void headersThatAreNeededAreStored() {
    StoredContext stored = new StoredContext(new Recorder(new FakeClock()), "cookie"::equals);
    Batching apart = new Batching("batch", Duration.ZERO, 0, 0, List.of("Authorization"), 0);
    assertThat(stored.of(CONTEXT.withBatching(apart)).metadata().asMap())
        .containsOnlyKeys("authorization", "cookie", "x-tenant");
  }

  @Test
  void whoCannotTellDoesNotAsk() {
    Supplier<Origin> broken =
        () -> {
          throw new ComponentException("additional_auth: there is none");
        };
    assertThat(found(broken)).extracting(Context::auth).containsOnly(Map.of("username", "anna"));
  }
}
