package io.beltline.transport.grpc;

import io.beltline.transport.HostPort;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Resolves names that the library's own resolver refuses: those a {@link URI} does not know. */
final class NameProvider extends NameResolverProvider {
  static final String SCHEME = "beltline";

  /** Whether a host and port are to be resolved here. */
  static boolean provides(String hostPort) {
    HostPort named = parsed(hostPort);
    return named != null && !HostPort.isKnown(URI.create("//" + hostPort));
  }

  private static @Nullable HostPort parsed(String hostPort) {
    try {
      URI uri = URI.create("//" + hostPort);
      return uri.getRawPath().isEmpty() ? HostPort.of(uri) : null;
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  @Override
  public @Nullable NameResolver newNameResolver(URI target, NameResolver.Args args) {
    String path = target.getPath();
    if (!SCHEME.equals(target.getScheme()) || path == null || path.isEmpty()) {
      return null;
    }
    HostPort named = parsed(path.substring(1));
    return named == null ? null : new NameLookup(path.substring(1), named, args);
  }

  @Override
  public String getDefaultScheme() {
    return SCHEME;
  }

  @Override
  protected boolean isAvailable() {
    return true;
  }

  @Override
  protected int priority() {
    return 0; // a target without a scheme stays the library's own
  }
}
