package io.beltline.processor.groupbyattrs;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import java.util.List;

/**
 * What users write under {@code group_by_attrs}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/groupbyattrsprocessor">the
 *     keys and defaults</a>
 */
public record GroupByAttrsConfig(
    @Doc(
            "Attributes of records that are moved to their resource. Without any, equal resources"
                + " and scopes become one.")
        @Default("[]")
        List<String> keys) {}
