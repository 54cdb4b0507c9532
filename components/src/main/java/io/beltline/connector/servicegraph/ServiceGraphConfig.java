package io.beltline.connector.servicegraph;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import io.beltline.config.Squash;

/**
 * What users write under the {@code service_graph} connector.
 *
 * @param metricsExporter without effect
 * @param graph all else
 */
public record ServiceGraphConfig(
    @Default("") @Doc("Accepted, without effect: metrics go to the pipelines behind.")
        String metricsExporter,
    @Squash GraphConfig graph) {}
