package io.beltline.distribution.test;

import io.beltline.model.Telemetry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What shall have passed a place; null where anything may.
 *
 * @param count how many items
 * @param requests in how many requests
 * @param lines the bodies of all log records
 * @param items all items in plain form
 * @param exact whether items name every field
 * @param whole everything as one request
 */
record Wanted(
    @Nullable Integer count,
    @Nullable Integer requests,
    @Nullable List<String> lines,
    @Nullable List<Map<String, @Nullable Object>> items,
    boolean exact,
    @Nullable Telemetry whole) {}
