package io.beltline.processor.tailsampling;

import io.beltline.api.Context;
import io.beltline.model.Traces;

/**
 * Spans that are sent in one request.
 *
 * @param context what travels beside them
 * @param traces the request
 * @param spans how many there are
 */
record Shipment(Context context, Traces traces, long spans) {}
