package io.beltline.transport.http;

import io.beltline.api.Context;
import io.beltline.api.Deadline;
import io.beltline.model.Payload;
import io.beltline.model.Slice;
import io.beltline.transport.Header;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to send.
 *
 * @param method the method, in capitals
 * @param uri an absolute http or https URL
 * @param headers headers of this request; configured headers and credentials replace equal names
 * @param body the body as slices in order; they must not change any more
 * @param context for the authenticator
 * @param deadline when the exchange must have ended, or null for the configured timeout alone
 * @param answer what the answer may take, or null for the usual
 * @param trace is told how the exchange goes, or null
 * @param parts takes the body of the answer as it comes, or null
 */
public record HttpCall(
    String method,
    URI uri,
    List<Header> headers,
    List<Slice> body,
    Context context,
    @Nullable Deadline deadline,
    @Nullable AnswerRoom answer,
    @Nullable ExchangeTrace trace,
    @Nullable AnswerParts parts) {

  /** Copies the lists. */
  public HttpCall {
    headers = List.copyOf(headers);
    body = List.copyOf(body);
  }

  /** A request whose answer may take the usual. */
  public HttpCall(
      String method,
      URI uri,
      List<Header> headers,
      List<Slice> body,
      Context context,
      @Nullable Deadline deadline) {
    this(method, uri, headers, body, context, deadline, null, null, null);
  }

  /** A GET request. */
  public static HttpCall get(URI uri) {
    return new HttpCall("GET", uri, List.of(), List.of(), Context.EMPTY, null);
  }

  /** A POST request. */
  public static HttpCall post(URI uri, String contentType, List<Slice> body) {
    List<Header> headers = List.of(new Header("content-type", contentType));
    return new HttpCall("POST", uri, headers, body, Context.EMPTY, null);
  }

  /** A POST request of one payload. */
  public static HttpCall post(URI uri, String contentType, Payload body) {
    return post(uri, contentType, body.chunks());
  }

  /** The same with a further header. */
  public HttpCall with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new HttpCall(method, uri, more, body, context, deadline, answer, trace, parts);
  }

  /** The same for a sender's context. */
  public HttpCall with(Context context) {
    return new HttpCall(method, uri, headers, body, context, deadline, answer, trace, parts);
  }

  /** The same with a deadline. */
  public HttpCall with(Deadline deadline) {
    return new HttpCall(method, uri, headers, body, context, deadline, answer, trace, parts);
  }

  /** The same with what the answer may take. */
  public HttpCall with(AnswerRoom room) {
    return new HttpCall(method, uri, headers, body, context, deadline, room, trace, parts);
  }

  /** The same with one who is told how the exchange goes. */
  public HttpCall with(ExchangeTrace trace) {
    return new HttpCall(method, uri, headers, body, context, deadline, answer, trace, parts);
  }

  /** The same whose answer's body is taken as it comes. */
  public HttpCall with(AnswerParts parts) {
    return new HttpCall(method, uri, headers, body, context, deadline, answer, trace, parts);
  }
}
