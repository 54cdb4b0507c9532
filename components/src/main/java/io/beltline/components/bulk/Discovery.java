package io.beltline.components.bulk;

import io.beltline.api.Clock;
import io.beltline.api.Context;
import io.beltline.model.Slice;
import io.beltline.transport.HostPort;
import io.beltline.transport.http.HttpReply;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Asks a cluster for its nodes, before the first request and at intervals, on the thread of a
 * request that is sent anyway. Nodes that can only be masters are left out. A cluster that does not
 * answer keeps the nodes that are known. Safe for all threads.
 */
final class Discovery {
  private static final JsonFactory JSON = new JsonFactory();

  /** How long a cluster that gave no answer is not asked again, at least. */
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final BulkClient client;
  private final NodeList nodes;
  private final Clock clock;
  private final BulkSettings settings;
  private final Logger logger;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile long due;
  private volatile boolean wanted;

  Discovery(BulkClient client, NodeList nodes, Clock clock, BulkSettings settings, Logger logger) {
    this.client = client;
    this.nodes = nodes;
    this.clock = clock;
    this.settings = settings;
    this.logger = logger;
    this.wanted = true;
    this.due =
        clock.nanoTime() + (settings.discoverOnStart() ? 0 : settings.discoverInterval().toNanos());
  }

  /** Asks if it is time and nobody else does. */
  void whenDue(Context context) {
    if (!wanted || clock.nanoTime() - due < 0 || !asking.tryLock()) {
      return;
    }
    try {
      long every = settings.discoverInterval().toNanos();
      wanted = every > 0;
      due = clock.nanoTime() + every;
      HttpReply reply =
          client.ask(
              "GET", "/_nodes/http?filter_path=nodes.*.roles,nodes.*.http", null, context, null);
      if (reply instanceof HttpReply.Response response && response.isSuccess()) {
        List<URI> found = read(response.body(), scheme());
        nodes.become(found.stream().map(this::withCredentials).toList());
        logger.debug("the cluster has the nodes {}", found);
      } else {
        logger.warn("the nodes of the cluster are not known: {}", words(reply));
        wanted = true;
        due = clock.nanoTime() + Math.max(every, AGAIN.toNanos());
      }
    } finally {
      asking.unlock();
    }
  }

  private String scheme() {
    return String.valueOf(settings.nodes().getFirst().getScheme());
  }

  /** A node is asked with the credentials that a configured URL holds. */
  private URI withCredentials(URI node) {
    String user = userInfo();
    return user == null
        ? node
        : URI.create(node.getScheme() + "://" + user + "@" + node.getRawAuthority());
  }

  private @Nullable String userInfo() {
    return settings.nodes().stream()
        .map(HostPort::userInfo)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static String words(HttpReply reply) {
    return switch (reply) {
      case HttpReply.Failure failure -> failure.message();
      case HttpReply.Response response ->
          "HTTP " + response.status() + " " + EngineError.words(response);
    };
  }

  /** The addresses of an answer; none if it is none. */
  static List<URI> read(Slice body, String scheme) {
    List<URI> found = new ArrayList<>();
    try (JsonParser json =
        JSON.createParser(ObjectReadContext.empty(), body.array(), body.offset(), body.length())) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
          boolean isNodes = "nodes".equals(json.currentName());
          if (json.nextToken() == JsonToken.START_OBJECT && isNodes) {
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
              json.nextToken();
              node(json, scheme, found);
            }
          } else {
            json.skipChildren();
          }
        }
      }
    } catch (JacksonException malformed) {
      return List.of();
    }
    return found;
  }

  private static void node(JsonParser json, String scheme, List<URI> found) {
    String address = "";
    List<String> roles = new ArrayList<>();
    int depth = 0;
    String field = "";
    JsonToken token = json.currentToken();
    do {
      if (token == null) {
        return;
      } else if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.PROPERTY_NAME) {
        field = json.currentName();
      } else if (token == JsonToken.VALUE_STRING) {
        address = field.equals("publish_address") ? json.getString() : address;
        if (field.equals("roles")) {
          roles.add(json.getString());
        }
      }
      token = depth > 0 ? json.nextToken() : token;
    } while (depth > 0);
    if (!address.isEmpty() && !roles.equals(List.of("master"))) {
      add(scheme, address, found);
    }
  }

  /**
   * {@code 10.0.0.1:9200} or {@code name/10.0.0.1:9200}, where the name is what certificates say.
   */
  private static void add(String scheme, String address, List<URI> found) {
    int slash = address.indexOf('/');
    String host = address;
    if (slash > 0) {
      host = address.substring(0, slash) + address.substring(address.lastIndexOf(':'));
    }
    try {
      found.add(new URI(scheme + "://" + host));
    } catch (URISyntaxException odd) {
      return; // an address that is none is not used
    }
  }
}
