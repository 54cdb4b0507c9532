package io.beltline.receiver.fluentforward;

import io.beltline.model.Logs;
import org.jspecify.annotations.Nullable;

/**
 * A message of the forward protocol.
 *
 * @param logs its events; maybe none
 * @param chunk what its sender wants acknowledged; null for nothing
 */
record ForwardMessage(Logs logs, @Nullable String chunk) {}
