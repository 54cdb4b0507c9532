package io.beltline.exporter.loki;

import io.beltline.config.Default;
import io.beltline.config.Doc;

/**
 * Which labels every stream has: {@code default_labels_enabled}.
 *
 * @param exporter whether there is {@code exporter="OTLP"}
 * @param job whether there is {@code job}, of {@code service.namespace} and {@code service.name}
 * @param instance whether there is {@code instance}, of {@code service.instance.id}
 * @param level whether there is {@code level}, of the severity
 */
public record DefaultLabelsConfig(
    @Default("true") @Doc("exporter=\"OTLP\".") boolean exporter,
    @Default("true") @Doc("job: service.namespace/service.name, or service.name alone.")
        boolean job,
    @Default("true") @Doc("instance: service.instance.id.") boolean instance,
    @Default("true") @Doc("level: the attribute level, else the severity: TRACE to FATAL4.")
        boolean level) {}
