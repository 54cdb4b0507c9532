/** The receiver of Jaeger's clients and agents: gRPC, thrift over HTTP and over UDP. */
@NullMarked
package io.beltline.receiver.jaeger;

import org.jspecify.annotations.NullMarked;
