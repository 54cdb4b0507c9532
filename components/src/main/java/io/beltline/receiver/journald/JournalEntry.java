package io.beltline.receiver.journald;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the journal.
 *
 * @param cursor its place
 * @param unixNanos when it was received; 0 if it does not say
 * @param fields its fields: text, bytes, null, or a list of those
 */
record JournalEntry(String cursor, long unixNanos, Map<String, @Nullable Object> fields) {}
