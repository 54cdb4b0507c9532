/**
 * The network: HTTP and gRPC servers and clients, TLS, authentication and compression.
 *
 * <p>No other module knows the libraries behind it. Callers block on virtual threads; the few event
 * loops stay inside.
 */
@NullMarked
package io.beltline.transport;

import org.jspecify.annotations.NullMarked;
