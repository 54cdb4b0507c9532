package io.beltline.extension.headerssetter;

import io.beltline.api.ClientAuthenticator;
import io.beltline.api.ComponentException;
import io.beltline.api.ComponentId;
import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.api.Extension;
import io.beltline.api.Host;
import io.beltline.api.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sets headers by the context of the data that a request carries. */
final class HeadersSetterExtension implements Extension, ClientAuthenticator {
  private final Settings settings;
  private final HeadersSetterConfig config;
  private volatile List<Rule> rules = List.of();
  private volatile @Nullable Host host;

  HeadersSetterExtension(Settings settings, HeadersSetterConfig config) {
    this.settings = settings;
    this.config = config;
  }

  @Override
  public void start(Host host) {
    this.host = host;
    rules =
        config.headers().stream()
            .map(
                header ->
                    new Rule(
                        header.key(),
                        header.action().change(),
                        ValueSource.of(header, host.clock(), settings.logger())))
            .toList();
  }

  @Override
  public List<Header> headers(Context context) {
    return headers(context, (Deadline) null);
  }

  @Override
  public List<Header> headers(Context context, @Nullable Deadline deadline) {
    ClientAuthenticator first = additional();
    return headers(context, first == null ? List.of() : first.headers(context, deadline));
  }

  @Override
  public List<Header> headers(Context context, OutgoingRequest request) {
    ClientAuthenticator first = additional();
    if (first == null) {
      return headers(context, List.of());
    }
    // who signs must see what is set here, so that it comes last
    List<Header> set = headers(context, List.of());
    OutgoingRequest changed =
        new OutgoingRequest(
            request.method(), request.uri(), changed(request.headers(), set), request.body());
    List<Header> all = new ArrayList<>(set);
    all.addAll(first.headers(context, changed));
    return List.copyOf(all);
  }

  private static Map<String, List<String>> changed(
      Map<String, List<String>> headers, List<Header> changes) {
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(headers);
    for (Header change : changes) {
      List<String> value = List.of(change.value());
      switch (change.action()) {
        case SET -> all.put(change.name(), value);
        case INSERT -> all.putIfAbsent(change.name(), value);
        case UPDATE -> all.replace(change.name(), value);
        case DELETE -> all.remove(change.name());
      }
    }
    return all;
  }

  @Override
  public void refused(String authorization) {
    ClientAuthenticator first = additional();
    if (first != null) {
      first.refused(authorization);
    }
  }

  @Override
  public boolean signsRequests() {
    ClientAuthenticator first = additional();
    return first != null && first.signsRequests();
  }

  @Override
  public Origin origin() {
    ClientAuthenticator first = additional();
    Origin before = first == null ? Origin.NOTHING : first.origin();
    return new Origin(
        names(before.metadata(), HeaderConfig::fromContext),
        names(before.attributes(), HeaderConfig::fromAttribute));
  }

  private List<String> names(List<String> before, Function<HeaderConfig, @Nullable String> own) {
    Stream<String> named = config.headers().stream().map(own).flatMap(Stream::ofNullable);
    return Stream.concat(before.stream(), named).distinct().toList();
  }

  private List<Header> headers(Context context, List<Header> first) {
    List<Header> headers = new ArrayList<>(first);
    for (Rule rule : rules) {
      headers.add(new Header(rule.name, rule.value.apply(context), rule.action));
    }
    return List.copyOf(headers);
  }

  /** Found at the first request, since extensions start in the order in which they are named. */
  private @Nullable ClientAuthenticator additional() {
    String id = config.additionalAuth();
    Host found = host;
    if (id == null || found == null) {
      return null;
    }
    Extension other = found.extension(ComponentId.parse(id)).orElse(null);
    if (other instanceof ClientAuthenticator authenticator && other != this) {
      return authenticator;
    }
    throw new ComponentException(
        "additional_auth: \""
            + id
            + "\" is no authenticator of clients (expected: one named in service::extensions)");
  }

  private record Rule(String name, Action action, Function<Context, String> value) {}
}
