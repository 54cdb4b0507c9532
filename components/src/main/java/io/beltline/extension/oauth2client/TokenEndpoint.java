package io.beltline.extension.oauth2client;

import io.beltline.api.Clock;
import io.beltline.api.Deadline;
import io.beltline.components.credentials.WatchedFile;
import io.beltline.config.Secret;
import io.beltline.model.Slice;
import io.beltline.transport.http.HttpCall;
import io.beltline.transport.http.HttpClient;
import io.beltline.transport.http.HttpReply;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Asks for tokens (RFC 6749, sections 4.4 and 5; RFC 7523). */
final class TokenEndpoint {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int SHOWN = 200;
  private static final JsonFactory JSON = new JsonFactory();

  private final OAuth2ClientConfig config;
  private final HttpClient client;
  private final Clock clock;
  private final Supplier<String> id;
  private final Supplier<String> secret;

  /** Where the client's secret stands, once the endpoint has given a token. */
  private volatile @Nullable Place known;

  /** Where the client's id and secret stand in a request (RFC 6749, section 2.3.1). */
  private enum Place {
    HEADER,
    BODY,
    /** There is a signed assertion instead. */
    NOWHERE
  }

  private TokenEndpoint(
      OAuth2ClientConfig config,
      HttpClient client,
      Clock clock,
      Supplier<String> id,
      Supplier<String> secret) {
    this.config = config;
    this.client = client;
    this.clock = clock;
    this.id = id;
    this.secret = secret;
  }

  /**
   * An endpoint as configured; files are read at once.
   *
   * @throws io.beltline.api.ComponentException if a file cannot be read, or a key not understood
   */
  static TokenEndpoint of(
      OAuth2ClientConfig config, HttpClient client, Clock clock, Logger logger) {
    Supplier<String> id =
        source("client_id_file", config.clientIdFile(), config.clientId(), clock, logger);
    boolean signs = config.grantType() == GrantType.JWT_BEARER;
    Secret given = signs ? config.clientCertificateKey() : config.clientSecret();
    Supplier<String> secret =
        source(
            signs ? "client_certificate_key_file" : "client_secret_file",
            signs ? config.clientCertificateKeyFile() : config.clientSecretFile(),
            given.reveal(),
            clock,
            logger);
    if (signs) {
      Assertion.key(secret.get());
    }
    return new TokenEndpoint(config, client, clock, id, secret);
  }

  private static Supplier<String> source(
      String key, String file, String text, Clock clock, Logger logger) {
    return file.isEmpty()
        ? () -> text
        : WatchedFile.open(key, file, String::strip, clock, logger)::value;
  }

  /**
   * A new token. Waits for the endpoint. As long as it has given none, a request that it refuses is
   * sent once more with the client's id and secret in the body instead of the header.
   */
  Token ask() throws TokenRefusedException {
    Place place = config.grantType() == GrantType.JWT_BEARER ? Place.NOWHERE : known;
    if (place != null) {
      return ask(place);
    }
    try {
      Token token = ask(Place.HEADER);
      known = Place.HEADER;
      return token;
    } catch (TokenRefusedException refused) {
      if (!refused.isAnswer()) {
        throw refused;
      }
      return askOtherwise(refused);
    }
  }

  private Token askOtherwise(TokenRefusedException before) throws TokenRefusedException {
    try {
      Token token = ask(Place.BODY);
      known = Place.BODY;
      return token;
    } catch (TokenRefusedException again) {
      if (again.getMessage().equals(before.getMessage())) {
        throw before;
      }
      throw new TokenRefusedException(
          before.getMessage() + "; with the secret in the body: " + again.getMessage(), true);
    }
  }

  private Token ask(Place place) throws TokenRefusedException {
    long asked = clock.nanoTime();
    HttpCall call =
        HttpCall.post(
                URI.create(config.tokenUrl()),
                "application/x-www-form-urlencoded",
                List.of(Slice.utf8(form(place))))
            .with("Accept", "application/json")
            .with(Deadline.in(clock, config.timeout().isZero() ? TIMEOUT : config.timeout()));
    if (place == Place.HEADER) {
      String pair = coded(id.get()) + ":" + coded(secret.get());
      byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
      call = call.with("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }
    return switch (client.send(call)) {
      case HttpReply.Failure failure -> throw refused(failure.message(), false);
      case HttpReply.Response response -> token(response, asked);
    };
  }

  private String form(Place place) {
    List<String> pairs = new ArrayList<>();
    pairs.add("grant_type=" + coded(config.grantType().label()));
    if (!config.scopes().isEmpty()) {
      pairs.add("scope=" + coded(String.join(" ", config.scopes())));
    }
    switch (place) {
      case HEADER -> {}
      case BODY -> {
        pairs.add("client_id=" + coded(id.get()));
        pairs.add("client_secret=" + coded(secret.get()));
      }
      case NOWHERE ->
          pairs.add("assertion=" + Assertion.of(config, id.get(), secret.get(), clock.unixNanos()));
    }
    config
        .endpointParams()
        .forEach((name, values) -> values.forEach(v -> pairs.add(coded(name) + "=" + coded(v))));
    return String.join("&", pairs);
  }

  private static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private TokenRefusedException refused(String words) {
    return refused(words, true);
  }

  private TokenRefusedException refused(String words, boolean answer) {
    return new TokenRefusedException("token endpoint " + config.tokenUrl() + ": " + words, answer);
  }

  private Token token(HttpReply.Response response, long asked) throws TokenRefusedException {
    if (!response.isSuccess()) {
      throw refused("answers " + response.status() + " " + shown(response.body()));
    }
    String value = "";
    String type = "";
    long expiresIn = 0;
    Slice body = response.body();
    try (JsonParser json =
        JSON.createParser(ObjectReadContext.empty(), body.array(), body.offset(), body.length())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw refused("answers no JSON object");
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "access_token" -> value = String.valueOf(json.getValueAsString(""));
          case "token_type" -> type = String.valueOf(json.getValueAsString(""));
          case "expires_in" -> expiresIn = json.getValueAsLong(0);
          default -> json.skipChildren();
        }
      }
    } catch (JacksonException malformed) {
      throw refused("answers no JSON");
    }
    if (value.isEmpty()) {
      throw refused("answers no access_token");
    }
    return Token.of(type, value, expiresIn, config.expiryBuffer(), asked);
  }

  /** The beginning of an answer, which names the error (RFC 6749, section 5.2). */
  private static String shown(Slice body) {
    String text = body.toUtf8().strip().replaceAll("\\s+", " ");
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }
}
