package io.beltline.receiver.httpcheck;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import io.beltline.config.Validated;
import io.beltline.transport.HostPort;
import io.beltline.transport.config.HttpClientConfig;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A target: one URL or several that are asked in the same way.
 *
 * @param client how it is asked; its endpoint is one of the URLs
 * @param endpoints further URLs
 * @param method the method; empty for GET
 * @param body what is sent
 * @param autoContentType whether the body tells its content type
 * @param validations what is expected of answers
 */
public record HttpTargetConfig(
    @Squash HttpClientConfig client,
    @Default("[]") @Doc("Further URLs, asked in the same way.") List<String> endpoints,
    @Default("GET") @Doc("The method.") String method,
    @Default("") @Doc("The body of requests.") String body,
    @Default("false") @Doc("Whether a body without a header Content-Type gets one by its look.")
        boolean autoContentType,
    @Default("[]") @Doc("What is expected of the bodies of answers.")
        List<ValidationConfig> validations)
    implements Validated {
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);
  private static final String CONTENT_TYPE = "content-type";

  /** All URLs, those of the list first. */
  List<URI> urls() {
    List<URI> urls = new ArrayList<>();
    endpoints.forEach(url -> urls.add(URI.create(url)));
    if (!client.endpoint().isEmpty()) {
      urls.add(URI.create(client.endpoint()));
    }
    return urls;
  }

  /** The method in capitals. */
  String verb() {
    return method.isEmpty() ? "GET" : method.toUpperCase(Locale.ROOT);
  }

  /** How long a check may take. */
  Duration limit() {
    return client.timeout().isPositive() ? client.timeout() : USUAL_TIMEOUT;
  }

  /** The content type that the look of the body gives; null if none is wanted. */
  @Nullable String contentType() {
    boolean written = client.headers().keySet().stream().anyMatch(CONTENT_TYPE::equalsIgnoreCase);
    if (body.isEmpty() || !autoContentType || written) {
      return null;
    }
    String look = body.strip();
    if (look.startsWith("{") || look.startsWith("[")) {
      return "application/json";
    }
    return body.contains("=") ? "application/x-www-form-urlencoded" : "text/plain";
  }

  @Override
  public void validate(Problems problems) {
    if (client.endpoint().isEmpty() && endpoints.isEmpty()) {
      problems.add("endpoint", "is missing (expected: http://host:port, here or in endpoints)");
    }
    if (!client.endpoint().isEmpty()) {
      check("endpoint", client.endpoint(), problems);
    }
    for (int i = 0; i < endpoints.size(); i++) {
      check("endpoints::" + i, endpoints.get(i), problems);
    }
    if (!method.matches("[A-Za-z]*")) {
      problems.add("method", "\"" + method + "\" is no method (expected: GET, HEAD, POST, ...)");
    }
    if (client.timeout().isNegative()) {
      problems.add("timeout", "must not be negative (expected: a duration such as 10s, or 0)");
    }
  }

  private static void check(String key, String url, Problems problems) {
    if (!HostPort.isHttp(url)) { // without the text: it may hold a password
      problems.add(key, "is no URL (expected: http://host:port/path or https://...)");
    }
  }
}
