package io.beltline.processor.metricstransform;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import java.util.List;

/**
 * What users write under {@code metrics_transform}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/metricstransformprocessor">the
 *     keys and defaults</a>
 */
public record MetricsTransformConfig(
    @Doc("What is done, in order: each transform sees what the one before it left.") @Default("[]")
        List<TransformConfig> transforms) {}
