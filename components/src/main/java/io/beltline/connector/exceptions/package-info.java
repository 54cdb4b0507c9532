/** The {@code exceptions} connector: makes logs and metrics of recorded exceptions. */
package io.beltline.connector.exceptions;
