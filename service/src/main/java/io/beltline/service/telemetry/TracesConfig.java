package io.beltline.service.telemetry;

import io.beltline.config.ConfigNode;
import io.beltline.config.Default;
import io.beltline.config.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of {@code service::telemetry::traces}: accepted, without effect.
 *
 * @param level how much
 * @param propagators formats of trace context
 * @param processors where to
 * @param sampler which
 * @param limits how large
 */
public record TracesConfig(
    @Default("none") @Doc("Accepted, without effect.") String level,
    @Default("[]") @Doc("Accepted, without effect.") List<String> propagators,
    @Doc("Accepted, without effect.") @Nullable ConfigNode processors,
    @Doc("Accepted, without effect.") @Nullable ConfigNode sampler,
    @Doc("Accepted, without effect.") @Nullable ConfigNode limits) {}
