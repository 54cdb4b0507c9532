package io.beltline.service.admin;

import io.beltline.transport.http.HttpHandler;
import io.beltline.transport.http.HttpRequest;
import io.beltline.transport.http.HttpResponse;
import io.beltline.transport.http.Router;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The admin API. A web page that a browser has open reaches the addresses of its machine too, so
 * requests that come from one, or by a name that may be anybody's, are refused.
 */
public final class AdminApi implements HttpHandler {
  private final Router router;

  /** The API over a source. */
  public AdminApi(AdminSource source) {
    QueueResource queues = new QueueResource(source);
    LetterResource letters = new LetterResource(source);
    this.router =
        Router.builder()
            .route("GET", "/v1", new InfoResource(source)::info)
            .route("GET", "/v1/ledger", new LedgerResource(source)::show)
            .route("GET", "/v1/queues", queues::list)
            .prefix("DELETE", "/v1/queues/", queues::purge)
            .route("GET", "/v1/deadletters", letters::list)
            .route("POST", "/v1/deadletters/redrive", letters::redriveAll)
            .route("POST", "/v1/deadletters/purge", letters::purgeAll)
            .prefix("GET", "/v1/deadletters/", letters::show)
            .prefix("POST", "/v1/deadletters/", letters::redrive)
            .prefix("DELETE", "/v1/deadletters/", letters::purge)
            .refusals((_, status, message) -> AdminJson.error(status, word(status), message))
            .build();
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    String foreign = foreign(request);
    if (foreign != null) {
      return AdminJson.error(403, "forbidden", foreign);
    }
    HttpResponse rejected = router.reject(request);
    if (rejected == null) {
      return router.handle(request);
    }
    HttpResponse told =
        AdminJson.error(
            rejected.status(),
            word(rejected.status()),
            request.method() + " " + request.path() + " is nothing the admin API knows");
    return rejected.headers().stream()
        .filter(header -> header.name().equals("allow"))
        .reduce(told, (all, header) -> all.with(header.name(), header.value()), (a, _) -> a);
  }

  @Override
  public HttpResponse refusal(HttpRequest request, int status, String message) {
    return router.refusal(request, status, message);
  }

  private static String word(int status) {
    return switch (status) {
      case 400 -> "invalid";
      case 404 -> "not_found";
      case 405 -> "method_not_allowed";
      case 413 -> "too_large";
      case 503 -> "unavailable";
      default -> "refused";
    };
  }

  /** Why a request may come from a web page; null if it does not. */
  private static @Nullable String foreign(HttpRequest request) {
    String host = request.header("host").toLowerCase(Locale.ROOT);
    String name = host.replaceFirst(":[0-9]*$", "");
    boolean number = name.matches("[0-9.]+|\\[[0-9a-f:.]+]");
    if (!number && !name.equals("localhost")) {
      return "the host \"%s\" is not answered to (expected: localhost or an address)"
          .formatted(host);
    }
    String origin = request.header("origin");
    return origin.isEmpty() || host.equals(authority(origin))
        ? null
        : "requests of web pages are refused (origin: " + origin + ")";
  }

  private static @Nullable String authority(String origin) {
    try {
      return URI.create(origin).getAuthority();
    } catch (IllegalArgumentException noOrigin) {
      return null;
    }
  }
}
