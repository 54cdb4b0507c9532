/** The {@code routing} connector: sends items to pipelines by conditions. */
package io.beltline.connector.routing;
