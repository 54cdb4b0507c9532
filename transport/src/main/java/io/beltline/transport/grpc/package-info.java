/** Unary gRPC servers and clients over raw message bytes. */
@NullMarked
package io.beltline.transport.grpc;

import org.jspecify.annotations.NullMarked;
