package io.beltline.extension.bearertokenauth;

import io.beltline.config.Default;
import io.beltline.config.Doc;
import java.time.Duration;

/** What to do when the file is not there yet at start. */
public record FileRetryConfig(
    @Doc("Wait for the file at start instead of failing.") @Default("false") boolean enabled,
    @Doc("How often to look again; must be set with enabled.") @Default("0") int maxRetries,
    @Doc("How long to wait between looks; must be set with enabled.") @Default("0s")
        Duration retryInterval) {}
