package io.beltline.components.intake;

import io.beltline.api.ComponentId;
import io.beltline.components.operators.OperatedConfig;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of every receiver whose lines go through operators.
 *
 * @param id accepted, without effect
 * @param output accepted, without effect
 * @param entries what becomes of entries
 * @param storage accepted, without effect
 * @param retryOnFailure how often entries are offered again
 */
public record InputConfig(
    @Doc("Accepted, without effect: entries go to the first operator.") String id,
    @Doc("Accepted, without effect: entries go to the first operator.") List<String> output,
    @Squash OperatedConfig entries,
    @Doc("Accepted, without effect: nothing is remembered over restarts.")
        @Nullable ComponentId storage,
    @Doc("How often entries are offered again that the pipeline refused for a time.")
        RetryConfig retryOnFailure) {}
