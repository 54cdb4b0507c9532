package io.beltline.components.bulk;

import io.beltline.config.Default;
import io.beltline.config.Doc;

/**
 * Ids of documents: {@code document_ids}.
 *
 * @param enabled whether documents of log records and spans have them
 * @param madeOf what they are made of
 */
public record DocumentIdsConfig(
    @Default("true")
        @Doc(
            "Give documents of log records and spans ids of their own, so that sending them again"
                + " writes nothing twice.")
        boolean enabled,
    @Default("request")
        @Doc(
            "What an id is made of: request (the accepted request, the place in it and the bytes)"
                + " or content (the bytes without the observed time: equal records are one"
                + " document).")
        Source madeOf) {

  /** What ids are made of. */
  public enum Source {
    /** The accepted request and the item's place in it, with its bytes. */
    REQUEST,
    /** The bytes of the item with its resource and scope. */
    CONTENT
  }
}
