package io.beltline.extension.headerssetter;

import io.beltline.api.ClientAuthenticator;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Secret;
import io.beltline.config.Validated;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One header and where its value comes from. */
public record HeaderConfig(
    @Doc(
            "insert: add it if the request has none; update: replace it if the request has one;"
                + " upsert: both; delete: remove it.")
        @Default("upsert")
        Action action,
    @Doc("The name of the header.") String key,
    @Doc("The value itself.") @Nullable Secret value,
    @Doc("A file that holds the value; read again when it changes.") @Nullable String valueFile,
    @Doc("The key of the request metadata that holds the value.") @Nullable String fromContext,
    @Doc("The attribute of the authenticated sender that holds the value.")
        @Nullable String fromAttribute,
    @Doc("The value where from_context or from_attribute finds none.")
        @Nullable Secret defaultValue)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (key.isEmpty()) {
      problems.add("key", "is missing (expected: the name of a header)");
    }
    long sources =
        Stream.of(value, valueFile, fromContext, fromAttribute).filter(Objects::nonNull).count();
    if (action != Action.DELETE && sources != 1) {
      problems.add(
          "",
          (sources == 0 ? "has no source" : "has " + sources + " sources")
              + " (expected: one of value, value_file, from_context, from_attribute)");
    }
  }

  /** What to do with the header. */
  public enum Action {
    INSERT(ClientAuthenticator.Action.INSERT),
    UPDATE(ClientAuthenticator.Action.UPDATE),
    UPSERT(ClientAuthenticator.Action.SET),
    DELETE(ClientAuthenticator.Action.DELETE);

    private final ClientAuthenticator.Action change;

    Action(ClientAuthenticator.Action change) {
      this.change = change;
    }

    ClientAuthenticator.Action change() {
      return change;
    }
  }
}
