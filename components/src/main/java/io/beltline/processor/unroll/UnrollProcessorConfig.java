package io.beltline.processor.unroll;

import io.beltline.config.Default;
import io.beltline.config.Doc;

/**
 * What users write under {@code unroll}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/unrollprocessor">the
 *     keys and defaults</a>
 */
public record UnrollProcessorConfig(
    @Doc("Whether lists inside lists are taken apart, too.") @Default("false") boolean recursive) {}
