package io.beltline.ottl.transform;

import io.beltline.model.otlp.AnyValueView;
import io.beltline.model.otlp.SpanView;

/**
 * The name that the semantic conventions give a span by its kind and attributes.
 *
 * <p>Source: <a href="https://opentelemetry.io/docs/specs/semconv/">the conventions</a> for HTTP,
 * RPC, messaging and database spans; older names of attributes stand behind the present ones.
 */
final class SemanticSpanName {
  private static final int SERVER = 2;
  private static final int CLIENT = 3;
  private static final int PRODUCER = 4;
  private static final int CONSUMER = 5;

  private final SpanView span;

  SemanticSpanName(SpanView span) {
    this.span = span;
  }

  /** The name, or an empty text if no convention names the span. */
  String name() {
    return switch (span.kind()) {
      case SERVER -> firstOf(http("http.route"), rpc(), messaging());
      case CLIENT -> firstOf(http("url.template"), rpc(), database(), messaging());
      case PRODUCER, CONSUMER -> messaging();
      default -> "";
    };
  }

  private static String firstOf(String... names) {
    for (String name : names) {
      if (!name.isEmpty()) {
        return name;
      }
    }
    return "";
  }

  private boolean has(String... keys) {
    for (String key : keys) {
      if (span.attributes().contains(key)) {
        return true;
      }
    }
    return false;
  }

  /** The value of the first of some attributes that is there, as text. */
  private String value(String... keys) {
    for (String key : keys) {
      AnyValueView value = span.attributes().find(key);
      if (value != null) {
        return value.asString();
      }
    }
    return "";
  }

  private boolean isTrue(String key) {
    AnyValueView value = span.attributes().find(key);
    return value != null && value.hasBoolValue() && value.boolValue();
  }

  private static String join(String left, String gap, String right) {
    return left.isEmpty() || right.isEmpty() ? left + right : left + gap + right;
  }

  private String http(String target) {
    String method = value("http.request.method", "http.method");
    return has("http.request.method", "http.method") && has(target)
        ? method + " " + value(target)
        : method;
  }

  private String rpc() {
    if (!has("rpc.system.name", "rpc.system")) {
      return "";
    }
    boolean hasMethod = has("rpc.method", "rpc.grpc.method");
    if (has("rpc.service", "rpc.grpc.service")) {
      String service = value("rpc.service", "rpc.grpc.service");
      return service + "/" + (hasMethod ? value("rpc.method", "rpc.grpc.method") : "*");
    }
    return hasMethod
        ? value("rpc.method", "rpc.grpc.method")
        : value("rpc.system.name", "rpc.system");
  }

  private String database() {
    if (!has("db.system.name", "db.system")) {
      return "";
    }
    if (has("db.query.summary")) {
      return value("db.query.summary");
    }
    String name = join(value("db.operation.name", "db.operation"), " ", databaseTarget());
    return name.isEmpty() ? value("db.system.name", "db.system") : name;
  }

  private String databaseTarget() {
    String namespace = value("db.namespace", "db.name");
    for (String key : new String[] {"db.collection.name", "db.stored_procedure.name"}) {
      if (has(key)) {
        return namespace.isEmpty() ? value(key) : namespace + "." + value(key);
      }
    }
    return namespace.isEmpty() ? server() : namespace;
  }

  private String server() {
    return has("server.address") && has("server.port")
        ? value("server.address") + ":" + value("server.port")
        : value("server.address");
  }

  private String messaging() {
    if (!has("messaging.system")) {
      return "";
    }
    String operation = value("messaging.operation.name", "messaging.operation");
    String name = join(operation, " ", destination());
    return name.isEmpty() ? value("messaging.system") : name;
  }

  private String destination() {
    if (isTrue("messaging.destination.temporary")) {
      return "(temporary)";
    }
    if (isTrue("messaging.destination.anonymous")) {
      return "(anonymous)";
    }
    if (has("messaging.destination.template")) {
      return value("messaging.destination.template");
    }
    if (has("messaging.destination.name", "messaging.destination")) {
      return value("messaging.destination.name", "messaging.destination");
    }
    return server();
  }
}
