package io.beltline.processor.metricsgeneration;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import java.util.List;

/**
 * What users write under {@code metrics_generation}.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/metricsgenerationprocessor">the
 *     keys and defaults</a>
 */
public record MetricsGenerationConfig(
    @Doc("Which metrics are made; none sees what another made.") @Default("[]")
        List<RuleConfig> rules) {}
