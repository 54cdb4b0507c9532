package io.beltline.transport.http;

import io.beltline.api.Metadata;
import io.beltline.api.Reservation;
import io.beltline.model.Slice;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request over the library's headers, which are read only where somebody looks. */
record IncomingRequest(
    String method,
    String path,
    String query,
    HttpHeaders raw,
    String peer,
    boolean isSecure,
    boolean keepsMetadata,
    Slice body,
    @Nullable Reservation reservation,
    Map<String, Object> auth)
    implements HttpRequest {

  static IncomingRequest of(
      String method, String uri, HttpHeaders headers, String peer, boolean secure, boolean keeps) {
    String target = uri;
    if (!uri.startsWith("/") && uri.contains("://")) { // absolute form, as proxies get it
      int slash = uri.indexOf('/', uri.indexOf("://") + 3);
      target = slash < 0 ? "/" : uri.substring(slash);
    }
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    return new IncomingRequest(
        method, path, query, headers, peer, secure, keeps, Slice.EMPTY, null, Map.of());
  }

  IncomingRequest withBody(Slice body, Reservation reservation) {
    return new IncomingRequest(
        method, path, query, raw, peer, isSecure, keepsMetadata, body, reservation, auth);
  }

  IncomingRequest withAuth(Map<String, Object> auth) {
    return new IncomingRequest(
        method, path, query, raw, peer, isSecure, keepsMetadata, body, reservation, auth);
  }

  @Override
  public List<String> parameter(String name) {
    return parameters().getOrDefault(name, List.of());
  }

  Map<String, List<String>> parameters() {
    return new QueryStringDecoder(query, false).parameters();
  }

  @Override
  public String header(String name) {
    @Nullable String value = raw.get(name);
    return value == null ? "" : value;
  }

  @Override
  public Metadata headers() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    raw.forEach(e -> all.computeIfAbsent(e.getKey(), _ -> new ArrayList<>()).add(e.getValue()));
    return Metadata.of(all);
  }

  @Override
  public Metadata metadata() {
    return keepsMetadata ? headers() : Metadata.EMPTY;
  }
}
