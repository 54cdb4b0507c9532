package io.beltline.transport.http;

import io.beltline.model.Slice;
import io.beltline.transport.Header;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer to an HTTP request. Content-Length, Date and Connection are the server's matter.
 *
 * @param status the status code
 * @param headers the headers
 * @param body the body, maybe empty
 * @param compressible whether the server may gzip the body for a client that accepts it
 */
public record HttpResponse(int status, List<Header> headers, Slice body, boolean compressible) {

  /** Copies the headers. */
  public HttpResponse {
    headers = List.copyOf(headers);
  }

  /** A response with a body of the given type. */
  public static HttpResponse of(int status, String contentType, Slice body) {
    return new HttpResponse(status, List.of(new Header("content-type", contentType)), body, false);
  }

  /** A plain text response. */
  public static HttpResponse text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", Slice.utf8(text));
  }

  /** A response without a body. */
  public static HttpResponse empty(int status) {
    return new HttpResponse(status, List.of(), Slice.EMPTY, false);
  }

  /** The same with a further header. */
  public HttpResponse with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new HttpResponse(status, more, body, compressible);
  }

  /** The same, compressed if the client accepts it. */
  public HttpResponse compressed() {
    return new HttpResponse(status, headers, body, true);
  }
}
