package io.beltline.api;

import java.util.List;

/**
 * Adds credentials to outgoing requests ({@code auth::authenticator} of an exporter). Safe for all
 * threads.
 */
public interface ClientAuthenticator {

  /**
   * The changes to the headers of a request, to be made in order after the exporter's own headers
   * are set. Called for every attempt; must not block for long.
   */
  List<Header> headers(Context context);

  /**
   * A change to one header.
   *
   * @param name the name in any case
   * @param value the value; of no meaning for {@link Action#DELETE}
   * @param action what to do with a header of the same name
   */
  record Header(String name, String value, Action action) {

    /** A header that replaces any of the same name. */
    public Header(String name, String value) {
      this(name, value, Action.SET);
    }
  }

  /** How a header meets those a request has. */
  enum Action {
    /** Replaces any of the same name. */
    SET,
    /** Is added if the request has none of the name. */
    INSERT,
    /** Replaces if the request has one of the name. */
    UPDATE,
    /** Removes all of the name. */
    DELETE
  }
}
