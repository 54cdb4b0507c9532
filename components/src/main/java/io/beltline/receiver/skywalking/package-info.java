/** The receiver of SkyWalking's agents: segments over gRPC and HTTP, figures of JVMs over gRPC. */
@NullMarked
package io.beltline.receiver.skywalking;

import org.jspecify.annotations.NullMarked;
