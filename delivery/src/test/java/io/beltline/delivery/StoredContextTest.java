package io.beltline.delivery;

import static io.beltline.delivery.Numbered.logs;
import static org.assertj.core.api.Assertions.assertThat;

import io.beltline.api.ClientAuthenticator;
import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.Context;
import io.beltline.api.Extension;
import io.beltline.delivery.Rig.Config;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What of a sender stands in files: its name, and its password only for whom it is meant. */
class StoredContextTest {
  private static final Map<String, Object> ANNA =
      Map.of("username", "anna", "raw", "YW5uYTpzZWNyZXQ=");
  private static final Context CONTEXT = Context.EMPTY.withAuth(ANNA);

  private final DiskStorage storage = new DiskStorage();

  /** An authenticator that makes headers of attributes. */
  private record Asking(Supplier<List<String>> attributes)
      implements Extension, ClientAuthenticator {
    @Override
    public List<Header> headers(Context context) {
      return List.of();
    }

    @Override
    public Origin origin() {
      return new Origin(List.of(), attributes.get());
    }
  }

  /** What the next run finds of what this one took: of a request, and of a letter. */
  private List<Map<String, Object>> found(Supplier<List<String>> asked) {
    Rig first = Rig.allOn(storage, Config.DEFAULTS.consumers(1));
    first.recorder.offer(ComponentId.of("headers_setter"), new Asking(asked));
    first.exporter.then(DeliveryLettersTest.ODD);
    first.send(CONTEXT, logs(0, 1));
    first.until(() -> first.delivery().deadLetters().size() == 1);
    first.exporter.close();
    first.send(CONTEXT, logs(1, 1));
    first.exporter.awaitRequests(2);
    assertThat(first.exporter.requests().getLast().context().auth())
        .as("of what is in memory")
        .isEqualTo(ANNA);
    storage.kill();
    Rig second = Rig.allOn(storage, Config.DEFAULTS.consumers(1));
    second.exporter.awaitDelivered(1);
    long letter = second.delivery().deadLetters().getFirst().id();
    List<Map<String, Object>> found =
        List.of(
            second.exporter.requests().getFirst().context().auth(),
            second.delivery().deadLetter(letter).context().auth());
    second.end();
    return found;
  }

  @Test
  void passwordsAreNotStored() {
    assertThat(found(() -> List.of("username"))).containsOnly(Map.of("username", "anna"));
  }

  @Test
  void whatIsAskedForIsStored() {
    assertThat(found(() -> List.of("raw"))).containsOnly(ANNA);
  }

  @Test
  void whoCannotTellDoesNotAsk() {
    Supplier<List<String>> broken =
        () -> {
          throw new ComponentException("additional_auth: there is none");
        };
    assertThat(found(broken)).containsOnly(Map.of("username", "anna"));
  }
}
