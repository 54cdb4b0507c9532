/** The {@code service_graph} connector: requests between services as metrics. */
package io.beltline.connector.servicegraph;
