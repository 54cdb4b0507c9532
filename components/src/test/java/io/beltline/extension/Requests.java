package io.beltline.extension;

import io.beltline.api.Metadata;
import io.beltline.api.Reservation;
import io.beltline.model.Slice;
import io.beltline.transport.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A GET request as a server hands it to a handler. */
public record Requests(String path, Map<String, List<String>> parameters) implements HttpRequest {

  /** A request without parameters. */
  public static HttpRequest get(String path) {
    return new Requests(path, Map.of());
  }

  /** A request with one parameter. */
  public static HttpRequest get(String path, String name, String value) {
    return new Requests(path, Map.of(name, List.of(value)));
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String query() {
    return "";
  }

  @Override
  public List<String> parameter(String name) {
    return parameters.getOrDefault(name, List.of());
  }

  @Override
  public String header(String name) {
    return "";
  }

  @Override
  public Metadata headers() {
    return Metadata.EMPTY;
  }

  @Override
  public String peer() {
    return "127.0.0.1:1";
  }

  @Override
  public boolean isSecure() {
    return false;
  }

  @Override
  public Slice body() {
    return Slice.EMPTY;
  }

  @Override
  public @Nullable Reservation reservation() {
    return null;
  }

  @Override
  public Map<String, Object> auth() {
    return Map.of();
  }

  @Override
  public Metadata metadata() {
    return Metadata.EMPTY;
  }
}
