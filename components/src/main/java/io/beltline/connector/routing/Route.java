package io.beltline.connector.routing;

import io.beltline.api.Consumer;
import io.beltline.api.Meter;
import java.util.List;

/**
 * A route, ready to take items.
 *
 * @param condition which ones
 * @param text the condition as it is written
 * @param copies whether later routes see them too
 * @param pipelines where they go
 * @param items counts them
 * @param failures counts the records its condition failed on
 */
record Route(
    RouteCondition condition,
    String text,
    boolean copies,
    List<Consumer> pipelines,
    Meter.Counter items,
    Meter.Counter failures) {}
