/** The {@code round_robin} connector: gives each request to the next of several pipelines. */
package io.beltline.connector.roundrobin;
