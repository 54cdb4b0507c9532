package io.beltline.delivery;

import io.beltline.api.Batching;
import io.beltline.api.ClientAuthenticator;
import io.beltline.api.ClientAuthenticator.Origin;
import io.beltline.api.ComponentException;
import io.beltline.api.Context;
import io.beltline.api.Host;
import io.beltline.api.Metadata;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a context is written to disk: files outlive requests, and are copied. The password of a
 * sender, which basic authentication learns as {@code raw}, is left out unless an authenticator of
 * clients asks for it by that name; the headers that passwords and tokens travel in are left out
 * unless an authenticator, the component or a {@code batch} processor names them. Safe for all
 * threads.
 */
public final class StoredContext {
  private static final String SECRET = "raw";
  private static final List<String> SECRETS =
      List.of("authorization", "cookie", "proxy-authorization");

  private final Host host;
  private final Set<String> named = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  /** For what a component of a host writes that needs no header for itself. */
  public StoredContext(Host host) {
    this(host, List.of());
  }

  /**
   * For what a component of a host writes.
   *
   * @param named headers it needs, in any case
   */
  public StoredContext(Host host, Collection<String> named) {
    this.host = host;
    this.named.addAll(named);
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
    Set<String> unasked = new LinkedHashSet<>();
    for (String secret : SECRETS) {
      if (metadata.asMap().containsKey(secret) && !isNamed(secret, context.batching())) {
        unasked.add(secret);
      }
    }
    return unasked.isEmpty()
        ? context
        : context.withMetadata(
            metadata.only(
                metadata.asMap().keySet().stream()
                    .filter(name -> !unasked.contains(name))
                    .toList()));
  }

  private boolean isNamed(String header, @Nullable Batching batching) {
    return named.contains(header)
        || (batching != null && isIn(batching.metadataKeys(), header))
        || isAskedFor(header, Origin::metadata);
  }

  /** Looked up for each request: a configuration that is loaded later may ask for it. */
  private boolean isAskedFor(String name, Function<Origin, List<String>> names) {
    return authenticators()
        .anyMatch(authenticator -> isIn(names.apply(origin(authenticator)), name));
  }

  private Stream<ClientAuthenticator> authenticators() {
    return host.service().extensions().stream()
        .flatMap(id -> host.extension(id).stream())
        .filter(ClientAuthenticator.class::isInstance)
        .map(ClientAuthenticator.class::cast);
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
