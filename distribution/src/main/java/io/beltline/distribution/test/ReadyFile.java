package io.beltline.distribution.test;

import io.beltline.config.Problem;
import io.beltline.service.trial.TrialConfig;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test file, ready to be run.
 *
 * @param file where it is
 * @param config the configuration it is about, or null if that cannot be used
 * @param configs where the configuration is
 * @param unixNanos what the clock shows when a test begins
 * @param tests its tests; none if a problem is fatal
 * @param problems what is wrong with the file or the configuration
 */
record ReadyFile(
    Path file,
    @Nullable TrialConfig config,
    List<String> configs,
    long unixNanos,
    List<ReadyTest> tests,
    List<Problem> problems) {}
