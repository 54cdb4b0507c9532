/** The {@code failover} connector: pipelines that take the place of others that refuse. */
package io.beltline.connector.failover;
