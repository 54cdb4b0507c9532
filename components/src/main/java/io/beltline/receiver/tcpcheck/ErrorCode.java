package io.beltline.receiver.tcpcheck;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.util.Locale;

/** Why a connect failed. */
enum ErrorCode {
  CONNECTION_REFUSED,
  CONNECTION_TIMEOUT,
  INVALID_ENDPOINT,
  NETWORK_UNREACHABLE,
  UNKNOWN_ERROR;

  /** The code as metrics have it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The code of a failure, which the system tells in words. */
  static ErrorCode of(IOException failure) {
    String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (failure instanceof SocketTimeoutException || words.contains("timed out")) {
      return CONNECTION_TIMEOUT;
    }
    if (words.contains("network is unreachable") || words.contains("network is down")) {
      return NETWORK_UNREACHABLE;
    }
    if (words.contains("invalid argument") || words.contains("cannot assign")) {
      return INVALID_ENDPOINT;
    }
    boolean refused =
        failure instanceof NoRouteToHostException
            || failure instanceof ConnectException
            || words.contains("connection reset");
    return refused ? CONNECTION_REFUSED : UNKNOWN_ERROR;
  }
}
