package io.beltline.connector.routing;

import io.beltline.api.Consumer;
import io.beltline.ottl.ErrorMode;
import io.beltline.ottl.context.Layout;
import java.util.List;

/**
 * The routes of one signal.
 *
 * @param routes in their order
 * @param layout what their conditions need
 * @param errorMode what becomes of records a condition fails on
 * @param rest the pipelines of items that no route takes
 */
record RoutingTable(List<Route> routes, Layout layout, ErrorMode errorMode, List<Consumer> rest) {}
