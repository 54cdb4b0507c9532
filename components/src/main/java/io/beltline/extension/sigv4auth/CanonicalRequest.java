package io.beltline.extension.sigv4auth;

import io.beltline.api.ClientAuthenticator.Header;
import io.beltline.api.ClientAuthenticator.OutgoingRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request in the one form that both sides hash.
 *
 * @param text method, path, query, headers, their names and the body's hash, a line each
 * @param signedHeaders the names of the headers in it, with semicolons between
 */
record CanonicalRequest(String text, String signedHeaders) {

  private static final Set<String> MAY_CHANGE =
      Set.of(
          "accept-encoding",
          "authorization",
          "connection",
          "expect",
          "transfer-encoding",
          "user-agent",
          "x-amzn-trace-id");

  /**
   * The canonical form of a request and of the headers that signing adds.
   *
   * <p>Signed are all headers but those which a proxy or the connection may change on their way.
   */
  static CanonicalRequest of(OutgoingRequest request, List<Header> added, String bodyHash) {
    SortedMap<String, String> headers = new TreeMap<>();
    request.headers().forEach((name, values) -> put(headers, name, values));
    added.forEach(header -> put(headers, header.name(), List.of(header.value())));
    String names = String.join(";", headers.keySet());
    StringBuilder text = new StringBuilder();
    text.append(request.method()).append('\n');
    text.append(path(request.uri().getRawPath())).append('\n');
    text.append(query(request.uri().getRawQuery())).append('\n');
    headers.forEach((name, value) -> text.append(name).append(':').append(value).append('\n'));
    text.append('\n').append(names).append('\n').append(bodyHash);
    return new CanonicalRequest(text.toString(), names);
  }

  private static void put(Map<String, String> headers, String name, Collection<String> values) {
    String key = name.toLowerCase(Locale.ROOT);
    if (!MAY_CHANGE.contains(key)) {
      headers.put(
          key, String.join(",", values.stream().map(CanonicalRequest::withoutRuns).toList()));
    }
  }

  private static String withoutRuns(String value) {
    return value.strip().replaceAll(" +", " ");
  }

  /** Without empty and dot segments; every byte that is not unreserved is encoded, once more. */
  static String path(@Nullable String raw) {
    if (raw == null || raw.isEmpty()) {
      return "/";
    }
    List<String> kept = new ArrayList<>();
    for (String segment : raw.split("/", -1)) {
      switch (segment) {
        case "", "." -> {}
        case ".." -> {
          if (!kept.isEmpty()) {
            kept.removeLast();
          }
        }
        default -> kept.add(PercentCoding.encode(segment));
      }
    }
    boolean open = raw.endsWith("/") || raw.endsWith("/.") || raw.endsWith("/..");
    return "/" + String.join("/", kept) + (open && !kept.isEmpty() ? "/" : "");
  }

  private static String query(@Nullable String raw) {
    if (raw == null || raw.isEmpty()) {
      return "";
    }
    List<Parameter> parameters = new ArrayList<>();
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      parameters.add(new Parameter(PercentCoding.again(name), PercentCoding.again(value)));
    }
    parameters.sort(Comparator.comparing(Parameter::name).thenComparing(Parameter::value));
    return String.join("&", parameters.stream().map(p -> p.name + "=" + p.value).toList());
  }

  private record Parameter(String name, String value) {}
}
