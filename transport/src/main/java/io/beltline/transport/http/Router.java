package io.beltline.transport.http;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a handler by path and method. An unknown path is answered with 404, a method that no
 * route of the path has with 405 and {@code Allow}. Immutable.
 */
public final class Router implements HttpHandler {
  private static final String ANY = "*";
  private static final String NOT_FOUND = "404 page not found";

  private final Map<String, Map<String, HttpHandler>> exact;
  private final List<Map.Entry<String, Map<String, HttpHandler>>> prefixes;
  private final Refusal refusal;
  private final Refusal unrouted;

  private Router(Builder builder) {
    this.exact = new HashMap<>(builder.exact);
    this.prefixes =
        builder.prefixes.entrySet().stream()
            .sorted((a, b) -> b.getKey().length() - a.getKey().length())
            .toList();
    this.refusal = builder.refusal;
    this.unrouted = builder.unrouted;
  }

  /** Begins a router. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    HttpHandler handler = find(request);
    if (handler == null) {
      HttpResponse rejected = reject(request);
      return rejected == null ? unrouted.render(request, 404, NOT_FOUND) : rejected;
    }
    return handler.handle(request);
  }

  @Override
  public @Nullable HttpResponse reject(HttpRequest request) {
    Map<String, HttpHandler> methods = methods(request.path());
    if (methods == null) {
      return unrouted.render(request, 404, NOT_FOUND);
    }
    HttpHandler handler = find(request);
    if (handler != null) {
      return handler.reject(request);
    }
    String allow = String.join(", ", methods.keySet());
    String message = "405 method not allowed, supported: [" + allow.replace(", ", " ") + "]";
    return unrouted.render(request, 405, message).with("allow", allow);
  }

  @Override
  public void overloaded(HttpRequest request) {
    HttpHandler handler = find(request);
    if (handler != null) {
      handler.overloaded(request);
    }
  }

  @Override
  public HttpResponse refusal(HttpRequest request, int status, String message) {
    return refusal.render(request, status, message);
  }

  private @Nullable HttpHandler find(HttpRequest request) {
    Map<String, HttpHandler> methods = methods(request.path());
    if (methods == null) {
      return null;
    }
    HttpHandler handler = methods.get(request.method());
    if (handler == null && request.method().equals("HEAD")) {
      handler = methods.get("GET");
    }
    return handler != null ? handler : methods.get(ANY);
  }

  private @Nullable Map<String, HttpHandler> methods(String path) {
    Map<String, HttpHandler> found = exact.get(path);
    if (found != null) {
      return found;
    }
    for (Map.Entry<String, Map<String, HttpHandler>> entry : prefixes) {
      if (path.startsWith(entry.getKey())) {
        return entry.getValue();
      }
    }
    return null;
  }

  /** Renders what {@link HttpHandler#refusal} asks for. */
  @FunctionalInterface
  public interface Refusal {
    /** The answer to a request the server refuses. */
    HttpResponse render(HttpRequest request, int status, String message);
  }

  /** Gathers routes. */
  public static final class Builder {
    private final Map<String, Map<String, HttpHandler>> exact = new LinkedHashMap<>();
    private final Map<String, Map<String, HttpHandler>> prefixes = new LinkedHashMap<>();
    private Refusal refusal = (_, status, message) -> HttpResponse.text(status, message);
    private Refusal unrouted =
        (_, status, message) -> HttpResponse.text(status, status == 404 ? message + "\n" : message);

    private Builder() {}

    /** A route for one method; GET serves HEAD too. */
    public Builder route(String method, String path, HttpHandler handler) {
      exact.computeIfAbsent(path, _ -> new LinkedHashMap<>()).put(method, handler);
      return this;
    }

    /** A route for all methods. */
    public Builder any(String path, HttpHandler handler) {
      return route(ANY, path, handler);
    }

    /** A route for one method of all paths that begin so; the longest beginning wins. */
    public Builder prefix(String method, String path, HttpHandler handler) {
      prefixes.computeIfAbsent(path, _ -> new LinkedHashMap<>()).put(method, handler);
      return this;
    }

    /** How refusals of the server look. */
    public Builder refusals(Refusal refusal) {
      this.refusal = refusal;
      return this;
    }

    /** How 404 and 405 look where they are no plain text. */
    public Builder unrouted(Refusal refusal) {
      this.unrouted = refusal;
      return this;
    }

    /** The router. */
    public Router build() {
      return new Router(this);
    }
  }
}
