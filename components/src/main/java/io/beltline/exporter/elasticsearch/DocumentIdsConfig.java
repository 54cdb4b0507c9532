package io.beltline.exporter.elasticsearch;

import io.beltline.config.Default;
import io.beltline.config.Doc;

/**
 * Ids that say what is in a document: {@code document_ids}.
 *
 * @param enabled whether documents of log records and spans have them
 */
public record DocumentIdsConfig(
    @Default("true")
        @Doc(
            "Give documents of log records and spans an id made of their content, so that sending"
                + " them again writes nothing twice.")
        boolean enabled) {}
