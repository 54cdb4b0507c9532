package io.beltline.delivery;

import io.beltline.api.Batching;
import io.beltline.api.ClientAuthenticator;
import io.beltline.api.ClientAuthenticator.Origin;
import io.beltline.api.ComponentException;
import io.beltline.api.Context;
import io.beltline.api.Host;
import io.beltline.api.Metadata;
import io.beltline.api.ServerAuthenticator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a context is written to disk: files outlive requests, and are copied. The password of a
 * sender, which basic authentication learns as {@code raw}, is left out unless an authenticator of
 * clients asks for it by that name; the headers that passwords and tokens travel in, also those
 * that an authenticator of servers reads them from, are left out unless an authenticator of
 * clients, the component or a {@code batch} processor names them. Safe for all threads.
 */
public final class StoredContext {
  private static final String SECRET = "raw";
  private static final List<String> SECRETS =
      List.of("authorization", "cookie", "proxy-authorization");

  private final Host host;
  private final Predicate<String> needed;

  /** For what a component of a host writes that needs no header for itself. */
  public StoredContext(Host host) {
    this(host, name -> false);
  }

  /**
   * For what a component of a host writes.
   *
   * @param needed whether it needs a header (lower-case name) for itself
   */
  public StoredContext(Host host, Predicate<String> needed) {
    this.host = host;
    this.needed = needed;
  }

  /** A context without what is not to be written. */
  public Context of(Context context) {
    return withoutPassword(withoutHeaders(context));
  }

  private Context withoutPassword(Context context) {
    if (!context.auth().containsKey(SECRET) || isAskedFor(SECRET, Origin::attributes)) {
      return context;
    }
    Map<String, Object> rest = new LinkedHashMap<>(context.auth());
    rest.remove(SECRET);
    return context.withAuth(rest);
  }

  private Context withoutHeaders(Context context) {
    Metadata metadata = context.metadata();
    if (metadata.asMap().isEmpty()) {
      return context;
    }
    Set<String> kept = new LinkedHashSet<>(metadata.asMap().keySet());
    secrets()
        .filter(name -> kept.contains(name) && !isNeeded(name, context.batching()))
        .forEach(kept::remove);
    return kept.size() == metadata.asMap().size()
        ? context
        : context.withMetadata(metadata.only(kept));
  }

  /** Looked up for each request, as a configuration that is loaded later may have more. */
  private Stream<String> secrets() {
    return Stream.concat(
        SECRETS.stream(),
        extensions(ServerAuthenticator.class)
            .flatMap(authenticator -> authenticator.secretHeaders().stream())
            .map(name -> name.toLowerCase(Locale.ROOT)));
  }

  private boolean isNeeded(String header, @Nullable Batching batching) {
    return needed.test(header)
        || (batching != null && isIn(batching.metadataKeys(), header))
        || isAskedFor(header, Origin::metadata);
  }

  /** Looked up for each request: a configuration that is loaded later may ask for it. */
  private boolean isAskedFor(String name, Function<Origin, List<String>> names) {
    return extensions(ClientAuthenticator.class)
        .anyMatch(authenticator -> isIn(names.apply(origin(authenticator)), name));
  }

  private <T> Stream<T> extensions(Class<T> type) {
    return host.extensions().stream().filter(type::isInstance).map(type::cast);
  }

  private static Origin origin(ClientAuthenticator authenticator) {
    try {
      return authenticator.origin();
    } catch (ComponentException broken) { // and none of its requests can be sent
      return Origin.NOTHING;
    }
  }

  private static boolean isIn(List<String> names, String name) {
    return names.stream().anyMatch(name::equalsIgnoreCase);
  }
}
