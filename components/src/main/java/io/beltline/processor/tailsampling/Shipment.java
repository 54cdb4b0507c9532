package io.beltline.processor.tailsampling;

import io.beltline.api.Context;
import io.beltline.model.Traces;
import java.util.List;

/**
 * Spans that are sent in one request.
 *
 * @param context what travels beside them
 * @param traces the request
 * @param spans how many there are
 * @param stored those that are on disk as well
 * @param unstored how many are not
 */
record Shipment(
    Context context, Traces traces, long spans, List<StoredRun> stored, long unstored) {}
