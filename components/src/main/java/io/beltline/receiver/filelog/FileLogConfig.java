package io.beltline.receiver.filelog;

import io.beltline.components.tailing.TailConfig;
import io.beltline.components.tracked.TrackedInputConfig;
import io.beltline.config.Squash;

/**
 * What users write under the {@code file_log} receiver.
 *
 * @param files which files are read, and how
 * @param input what becomes of lines, and where offsets are kept
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/filelogreceiver">the
 *     keys and defaults</a>
 */
public record FileLogConfig(@Squash TailConfig files, @Squash TrackedInputConfig input) {}
