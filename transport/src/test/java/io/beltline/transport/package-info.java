/** Tests over real sockets on ephemeral ports of this machine. */
@NullMarked
package io.beltline.transport;

import org.jspecify.annotations.NullMarked;
