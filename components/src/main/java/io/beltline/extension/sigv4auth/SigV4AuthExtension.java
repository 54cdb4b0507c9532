package io.beltline.extension.sigv4auth;

import io.beltline.api.ClientAuthenticator;
import io.beltline.api.Clock;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signs what exporters send over HTTP by Signature Version 4. */
final class SigV4AuthExtension implements Extension, ClientAuthenticator {
  private final Settings settings;
  private final SigV4AuthConfig config;
  private volatile @Nullable Started started;

  SigV4AuthExtension(Settings settings, SigV4AuthConfig config) {
    this.settings = settings;
    this.config = config;
  }

  @Override
  public void start(Host host) {
    started = new Started(AwsCredentials.of(config), host.clock());
  }

  @Override
  public void shutdown(Deadline deadline) {
    Started last = started;
    started = null;
    if (last != null) {
      last.credentials.close();
    }
  }

  @Override
  public boolean signsRequests() {
    return true;
  }

  @Override
  public List<Header> headers(Context context) {
    throw new IllegalStateException(
        settings.id() + " signs HTTP requests only (expected: an exporter over HTTP)");
  }

  @Override
  public List<Header> headers(Context context, OutgoingRequest request) {
    Started now = started;
    if (now == null) {
      throw new IllegalStateException(settings.id() + " is not running");
    }
    Scope scope = Scope.of(config, request.uri());
    Instant time = Instant.ofEpochSecond(0, now.clock.unixNanos());
    return Signature.headers(request, now.credentials.current(), scope, time);
  }

  private record Started(AwsCredentials credentials, Clock clock) {}
}
