package io.beltline.api;

/**
 * A status as gRPC and HTTP name it, so that what a backend says reaches a sender of either
 * protocol unchanged in meaning.
 *
 * @param code the canonical gRPC code
 * @param http the HTTP status: the one a backend gave, or the code's usual one
 */
public record Status(Code code, int http) {

  /** Overload or absence that passes: 503. */
  public static final Status UNAVAILABLE = of(Code.UNAVAILABLE);

  /** The data is at fault: 400. */
  public static final Status INVALID_ARGUMENT = of(Code.INVALID_ARGUMENT);

  /** A fault of the receiving side: 500. */
  public static final Status INTERNAL = of(Code.INTERNAL);

  /** A code with its usual HTTP status. */
  public static Status of(Code code) {
    return new Status(code, code.http());
  }

  /** An HTTP status with the code that means the same. */
  public static Status ofHttp(int http) {
    Code code =
        switch (http) {
          case 400, 405, 411, 413, 414, 415, 422, 431 -> Code.INVALID_ARGUMENT;
          case 401, 407 -> Code.UNAUTHENTICATED;
          case 403 -> Code.PERMISSION_DENIED;
          case 404 -> Code.UNIMPLEMENTED;
          case 408 -> Code.DEADLINE_EXCEEDED;
          case 409 -> Code.ABORTED;
          case 429 -> Code.RESOURCE_EXHAUSTED;
          case 499 -> Code.CANCELLED;
          case 500 -> Code.INTERNAL;
          case 501 -> Code.UNIMPLEMENTED;
          case 502, 503, 504 -> Code.UNAVAILABLE;
          default -> http >= 400 && http < 500 ? Code.INVALID_ARGUMENT : Code.UNKNOWN;
        };
    return new Status(code, http);
  }

  /** The canonical gRPC codes, with the HTTP status each usually maps to. */
  public enum Code {
    OK(0, 200),
    CANCELLED(1, 499),
    UNKNOWN(2, 500),
    INVALID_ARGUMENT(3, 400),
    DEADLINE_EXCEEDED(4, 504),
    NOT_FOUND(5, 404),
    ALREADY_EXISTS(6, 409),
    PERMISSION_DENIED(7, 403),
    RESOURCE_EXHAUSTED(8, 429),
    FAILED_PRECONDITION(9, 400),
    ABORTED(10, 409),
    OUT_OF_RANGE(11, 400),
    UNIMPLEMENTED(12, 501),
    INTERNAL(13, 500),
    UNAVAILABLE(14, 503),
    DATA_LOSS(15, 500),
    UNAUTHENTICATED(16, 401);

    private static final Code[] ALL = values();

    private final int number;
    private final int http;

    Code(int number, int http) {
      this.number = number;
      this.http = http;
    }

    /** The number on the wire. */
    public int number() {
      return number;
    }

    /** The usual HTTP status. */
    public int http() {
      return http;
    }

    /** The code of a number; UNKNOWN for a number that is none. */
    public static Code of(int number) {
      return number >= 0 && number < ALL.length ? ALL[number] : UNKNOWN;
    }
  }
}
