package io.beltline.transport.http;

import io.beltline.transport.config.CorsConfig;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cross-origin requests (https://fetch.spec.whatwg.org/#http-cors-protocol). */
final class Cors {
  private static final List<String> METHODS = List.of("GET", "POST", "HEAD");
  private static final List<String> ALWAYS_ALLOWED =
      List.of("accept", "accept-language", "content-type", "content-language", "origin");

  private final @Nullable CorsConfig config;
  private final List<Pattern> origins = new ArrayList<>();
  private final boolean anyOrigin;
  private final List<String> allowedHeaders = new ArrayList<>(ALWAYS_ALLOWED);

  Cors(@Nullable CorsConfig config) {
    this.config = config != null && config.allowedOrigins().isEmpty() ? null : config;
    this.anyOrigin = config != null && config.allowedOrigins().contains("*");
    if (config == null) {
      return;
    }
    for (String origin : config.allowedOrigins()) {
      String regex = Pattern.quote(origin.toLowerCase(Locale.ROOT)).replace("*", "\\E.*\\Q");
      origins.add(Pattern.compile(regex));
    }
    if (config.allowedHeaders().isEmpty()) {
      allowedHeaders.add("x-requested-with");
    }
    config.allowedHeaders().forEach(h -> allowedHeaders.add(h.toLowerCase(Locale.ROOT)));
  }

  /** True if the request only asks whether another may be sent. */
  boolean isPreflight(IncomingRequest request) {
    return config != null
        && request.method().equals("OPTIONS")
        && !request.header("access-control-request-method").isEmpty();
  }

  /** The answer to a preflight: 204, with permission or without. */
  HttpResponse preflight(IncomingRequest request) {
    HttpResponse response =
        HttpResponse.empty(204)
            .with("vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
    String method = request.header("access-control-request-method").toUpperCase(Locale.ROOT);
    String headers = request.header("access-control-request-headers");
    if (!allowsOrigin(request) || !METHODS.contains(method) || !allowsHeaders(headers)) {
      return response;
    }
    response =
        response
            .with("access-control-allow-origin", permitted(request))
            .with("access-control-allow-methods", method);
    if (!anyOrigin) {
      response = response.with("access-control-allow-credentials", "true");
    }
    if (!headers.isEmpty()) {
      response = response.with("access-control-allow-headers", headers);
    }
    int maxAge = config == null ? 0 : config.maxAge();
    return maxAge > 0 ? response.with("access-control-max-age", "" + maxAge) : response;
  }

  /**
   * True if a browser's script of another origin may not ask; where nothing is configured, any may.
   */
  boolean refuses(IncomingRequest request) {
    return config != null && !request.header("origin").isEmpty() && !allowsOrigin(request);
  }

  /** Marks a response so that a browser shows it to its script. */
  void mark(IncomingRequest request, HttpHeaders response) {
    if (config == null) {
      return;
    }
    response.add("vary", "Origin");
    if (allowsOrigin(request)) {
      response.set("access-control-allow-origin", permitted(request));
      if (!anyOrigin) {
        response.set("access-control-allow-credentials", "true");
      }
      if (!config.exposedHeaders().isEmpty()) {
        response.set("access-control-expose-headers", String.join(", ", config.exposedHeaders()));
      }
    }
  }

  /** Where any origin may ask, none is named, so that browsers send no credentials. */
  private String permitted(IncomingRequest request) {
    return anyOrigin ? "*" : request.header("origin");
  }

  private boolean allowsOrigin(IncomingRequest request) {
    String origin = request.header("origin").toLowerCase(Locale.ROOT);
    return !origin.isEmpty() && origins.stream().anyMatch(p -> p.matcher(origin).matches());
  }

  private boolean allowsHeaders(String asked) {
    if (asked.isBlank() || allowedHeaders.contains("*")) {
      return true;
    }
    for (String name : asked.split(",", -1)) {
      if (!allowedHeaders.contains(name.strip().toLowerCase(Locale.ROOT))) {
        return false;
      }
    }
    return true;
  }
}
