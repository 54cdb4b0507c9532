package io.beltline.components.tracked;

import io.beltline.api.ComponentId;
import io.beltline.components.intake.RetryConfig;
import io.beltline.components.operators.OperatedConfig;
import io.beltline.config.Doc;
import io.beltline.config.Squash;
import org.jspecify.annotations.Nullable;

/**
 * The keys of every receiver whose entries go through operators and whose source is read again
 * where it was left.
 *
 * @param entries what becomes of entries
 * @param storage where the place is kept; null to keep it in memory
 * @param retryOnFailure how often entries are offered again
 */
public record TrackedInputConfig(
    @Squash OperatedConfig entries,
    @Doc("The storage extension that keeps how far was read; without, it is kept in memory only.")
        @Nullable ComponentId storage,
    @Doc("How often entries are offered again that the pipeline refused for a time.")
        RetryConfig retryOnFailure) {}
