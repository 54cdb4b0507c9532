package io.beltline.extension.zpages;

import io.beltline.config.Default;
import io.beltline.config.Defaults;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.transport.config.HttpServerConfig;

/** What users write under {@code extensions::zpages}. */
public record ZPagesConfig(
    @Squash @Defaults("endpoint=localhost:55679") @Doc("The server.") HttpServerConfig server,
    @Doc("Numbers about the process as JSON, at /debug/expvarz.") ExpvarConfig expvar)
    implements Validated {

  @Override
  public void validate(Problems problems) {
    if (server.endpoint().isEmpty()) {
      problems.add("endpoint", "must not be empty (expected: host:port)");
    }
  }

  /** Whether numbers about the process are served. */
  public record ExpvarConfig(@Doc("Serve /debug/expvarz.") @Default("false") boolean enabled) {}
}
